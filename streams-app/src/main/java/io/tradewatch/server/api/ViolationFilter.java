package io.tradewatch.server.api;

import io.tradewatch.avro.Certainty;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.avro.ViolationType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects alerts; an empty criterion matches every alert.
 *
 * @param country the code of any country that matched
 * @param words each must occur in one of the texts that a person reads first: ids, citation, summary, goods, explanation;
 *     lower case
 */
record ViolationFilter(
        Optional<String> transferId,
        Optional<String> measureId,
        Optional<String> programme,
        Optional<String> country,
        Optional<ViolationType> type,
        Optional<ViolationStatus> status,
        Optional<Certainty> certainty,
        List<String> words) {
    /** The query parameters of the filter. */
    static final String[] PARAMETERS = {
        "transferId", "measureId", "programme", "country", "type", "status", "certainty", "text"
    };

    /**
     * Reads the parameters.
     *
     * @param country the code of a country as it was written; throws IllegalArgumentException if it is not known
     */
    static ViolationFilter of(Parameters parameters, UnaryOperator<String> country) {
        return new ViolationFilter(
                parameters.text("transferId"),
                parameters.text("measureId"),
                parameters.text("programme"),
                parameters.text("country").map(written -> code(written, country)),
                parameters.oneOf("type", ViolationType.class),
                parameters.oneOf("status", ViolationStatus.class),
                parameters.oneOf("certainty", Certainty.class),
                parameters.text("text").map(ViolationFilter::words).orElse(List.of()));
    }

    private static String code(String written, UnaryOperator<String> country) {
        try {
            return country.apply(written);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("country", "cannot be: " + e.getMessage());
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    boolean lets(Violation violation) {
        return is(transferId, violation.getTransferId())
                && is(measureId, violation.getMeasureId())
                && is(programme, violation.getProgramme())
                && is(type, violation.getType())
                && is(status, violation.getStatus())
                && is(certainty, violation.getCertainty())
                && country.map(code -> violation.getMatches().stream()
                                .anyMatch(match -> match.getCountry().equals(code)))
                        .orElse(true)
                && (words.isEmpty() || mentions(violation));
    }

    private boolean mentions(Violation violation) {
        GoodsItem item = violation.getGoodsItem();
        String text = Stream.of(
                        violation.getTransferId(),
                        violation.getMeasureId(),
                        violation.getInstrument(),
                        violation.getProvision(),
                        violation.getSummary(),
                        item == null ? null : item.getDescription(),
                        item == null ? null : item.getCommodityCode(),
                        violation.getExplanation())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static <T> boolean is(Optional<T> wanted, @Nullable T found) {
        return wanted.isEmpty() || wanted.get().equals(found);
    }
}
