package io.tradewatch.ruleset;

import io.tradewatch.codec.text.NearestName;
import io.tradewatch.engine.index.Countries;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Resolves the country of a question, such as an option or a parameter of a request: by code, number or name, as rule 0 reads the
 * countries of transfers. Every option and parameter that takes a country resolves it here.
 */
public final class NamedCountry {
    private static final int MOST_MEANT = 4;
    private static final int SHORTEST_MISTYPED = 4;

    private NamedCountry() {}

    /**
     * Returns the canonical code of a country.
     *
     * @param written as a person wrote it: {@code KP}, {@code PRK}, {@code 408} or {@code North Korea}
     * @param day the day for which it is read, because some codes were withdrawn
     * @throws IllegalArgumentException when it is not known or stands for several; the message is a sentence that names those that
     *     may be meant
     */
    public static String code(String written, LocalDate day, Countries countries) {
        String code = countries.read(written, day).code();
        if (code == null) {
            throw new IllegalArgumentException("'" + written + "' is not a known country; " + hint(written, countries));
        }
        return code;
    }

    private static String hint(String written, Countries countries) {
        SortedSet<String> meant = meant(Countries.foldName(written), countries.codesByName());
        return meant.isEmpty() || meant.size() > MOST_MEANT
                ? "write its code (KP), or a name that only one country has"
                : "did you mean " + meant.stream().map(NamedCountry::withName).collect(Collectors.joining(" or "))
                        + "?";
    }

    /** Returns the codes of the countries of which a name has these words, or else of the one whose name is nearest. */
    private static SortedSet<String> meant(String folded, Map<String, String> codesByName) {
        SortedSet<String> meant = new TreeSet<>();
        if (folded.length() >= SHORTEST_MISTYPED) {
            codesByName.forEach((name, code) -> {
                if ((" " + name + " ").contains(" " + folded + " ")) {
                    meant.add(code);
                }
            });
            if (meant.isEmpty()) {
                NearestName.of(folded, codesByName.keySet())
                        .ifPresent(name -> meant.add(Objects.requireNonNull(codesByName.get(name))));
            }
        }
        return meant;
    }

    private static String withName(String code) {
        String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
        return name.equals(code) ? code : code + " (" + name + ")";
    }
}
