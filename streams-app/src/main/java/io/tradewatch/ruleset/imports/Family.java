package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Violations;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rows of the data must have in common to be one measure: regulation, type, country, first day, and conditions.
 * Goods of a family with different ends are different measures; their ids begin with the {@linkplain #base base}.
 *
 * @param format the data
 * @param regulation the identifier of the regulation, as the data gives it
 * @param type the measure type
 * @param country the canonical code of the country
 * @param from the first day
 * @param condition conditions and excluded areas in words, or null
 */
record Family(
        TariffFormat format,
        String regulation,
        MeasureType type,
        String country,
        LocalDate from,
        @Nullable String condition) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./]{0,23}");
    private static final Pattern ID = Pattern.compile(
            "(?<base>.+-(?<type>[0-9]{3})-[A-Z]{2}-[0-9]{8}(-C[0-9A-F]{8})?)(-UNTIL-[0-9]{8})?(-[0-9]+)?");
    private static final int BYTES_OF_HASH = 4;
    /** The most characters of an unusual identifier; a hash of all of it follows. */
    private static final int MAX_REGULATION = 15;

    /** The id of the family's measure without an end, and the beginning of the ids of all its measures. */
    String base() {
        return format.programme() + "-" + regulationInId() + "-" + type.id() + "-" + country + "-" + compact(from)
                + (condition == null ? "" : "-C" + hash(condition));
    }

    /** Returns the base of a measure's id; empty when an import did not make the id. */
    static Optional<String> baseOf(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(matcher.group("base")) : Optional.empty();
    }

    /** Returns the measure type in a measure's id; empty when an import did not make the id. */
    static Optional<String> typeOf(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(matcher.group("type")) : Optional.empty();
    }

    /** The id of a measure with an end. */
    static String idUntil(String base, LocalDate end) {
        return base + "-UNTIL-" + compact(end);
    }

    /** The name of the file for the measures of the regulation, without its ending. */
    String fileName() {
        return regulationInId();
    }

    private String regulationInId() {
        if (PLAIN.matcher(regulation).matches()) {
            return regulation.replace('/', '-');
        }
        String safe = ("X" + regulation).replaceAll("[^A-Za-z0-9]+", "-");
        return safe.substring(0, Math.min(safe.length(), MAX_REGULATION)).replaceAll("-$", "") + "-" + hash(regulation);
    }

    private static String compact(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static String hash(String text) {
        byte[] digest = Violations.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest, 0, BYTES_OF_HASH);
    }
}
