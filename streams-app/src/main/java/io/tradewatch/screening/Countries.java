package io.tradewatch.screening;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The country codes that are known, each with its canonical form. Rule 0. Immutable. */
public final class Countries {
    static final List<String> COLUMNS = List.of("code", "canonical");

    private static final List<String> ALL_COLUMNS = List.of("code", "canonical", "until", "alpha3", "numeric", "names");

    private static final int LETTERS = 26;

    /** How many numbers there are for codes of two capital letters. */
    static final int NUMBERS = LETTERS * LETTERS;

    /** No country has this number. */
    static final int NO_NUMBER = -1;

    private final Map<String, String> canonicalByCode;
    private final short[] canonicalByNumber = new short[NUMBERS];

    private Countries(Map<String, String> canonicalByCode) {
        this.canonicalByCode = canonicalByCode;
        Arrays.fill(canonicalByNumber, (short) NO_NUMBER);
        canonicalByCode.forEach((code, canonical) -> canonicalByNumber[number(code)] = (short) number(canonical));
    }

    /**
     * Reads the table {@value ReferenceTable#COUNTRIES}.
     *
     * @throws IllegalArgumentException when a row cannot be read or a canonical code is not itself in the table
     */
    public static Countries from(ReferenceTable table) {
        if (!table.columns().equals(ALL_COLUMNS)) {
            table.requireColumns(COLUMNS);
        }
        Map<String, String> codes = new HashMap<>();
        for (List<String> row : table.rows()) {
            requireCode(row.get(0));
            requireCode(row.get(1));
            if (codes.put(row.get(0), row.get(1)) != null) {
                throw new IllegalArgumentException("country " + row.get(0) + " stands twice");
            }
        }
        codes.forEach((code, canonical) -> {
            if (!canonical.equals(codes.get(canonical))) {
                throw new IllegalArgumentException(
                        "country " + code + " maps to " + canonical + ", which is not a canonical code");
            }
        });
        return new Countries(Map.copyOf(codes));
    }

    /**
     * The canonical code of a country as reported: trimmed, upper-cased and mapped.
     *
     * @return null when nothing was reported or the code is not known
     */
    public @Nullable String canonical(@Nullable String reported) {
        if (reported == null) {
            return null;
        }
        String known = canonicalByCode.get(reported);
        return known != null ? known : canonicalByCode.get(reported.strip().toUpperCase(Locale.ROOT));
    }

    /** The canonical code of the country of a stop; the first two letters of its location stand in for a country. */
    @Nullable String canonical(Stop stop) {
        if (stop.country() != null && !stop.country().isBlank()) {
            return canonical(stop.country());
        }
        if (stop.location() == null) {
            return null;
        }
        String location = stop.location().strip();
        return location.length() < 2 ? null : canonical(location.substring(0, 2));
    }

    /** The number of a code of two capital letters, from 0; whether there is such a country does not matter. */
    public static int number(int first, int second) {
        return (first - 'A') * LETTERS + (second - 'A');
    }

    /** The number of a code of two capital letters. */
    static int number(String code) {
        return number(code.charAt(0), code.charAt(1));
    }

    /** The number of the canonical code, for that of a code to the letter; {@link #NO_NUMBER} where it is not known. */
    int canonical(int number) {
        return number == NO_NUMBER ? NO_NUMBER : canonicalByNumber[number];
    }

    /** The code of a number. */
    static String letters(int number) {
        return "" + (char) ('A' + number / LETTERS) + (char) ('A' + number % LETTERS);
    }

    /** Whether a code, to the letter, is in the table. */
    public boolean isKnown(String code) {
        return canonicalByCode.containsKey(code);
    }

    private static void requireCode(String code) {
        if (code.length() != 2 || !isLetter(code.charAt(0)) || !isLetter(code.charAt(1))) {
            throw new IllegalArgumentException("'" + code + "' is not a country code; expected two capital letters");
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
