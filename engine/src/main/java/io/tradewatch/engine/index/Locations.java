package io.tradewatch.engine.index;

import io.tradewatch.engine.model.ReferenceTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places by their UN/LOCODE. Rule 0. Immutable. If no table of places is published, every text in the form of a
 * UN/LOCODE is valid: two letters for the country, then three capital letters or digits from 2 to 9.
 */
public final class Locations {
    static final List<String> COLUMNS = List.of("code", "name");

    /** Accepts every code in the form of a UN/LOCODE, without a table. */
    static final Locations BY_FORM = new Locations(null);

    private static final int LENGTH = 5;
    private static final int COUNTRY_LETTERS = 2;
    private static final int RADIX = 36;

    /** The numbers of the published codes, in order; null when no table is published. */
    private final int @Nullable [] numbers;

    private Locations(int @Nullable [] numbers) {
        this.numbers = numbers;
    }

    /**
     * Reads the table {@value ReferenceTable#LOCATIONS}.
     *
     * @throws IllegalArgumentException when a code does not have the form of a UN/LOCODE
     */
    static Locations from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        int[] numbers = new int[table.rows().size()];
        for (int i = 0; i < numbers.length; i++) {
            String code = table.rows().get(i).get(0);
            if (!hasForm(code)) {
                throw new IllegalArgumentException("'" + code + "' is not a UN/LOCODE; expected the two letters of a"
                        + " country, then three capitals or digits from 2 to 9");
            }
            numbers[i] = number(code);
        }
        Arrays.sort(numbers);
        return new Locations(numbers);
    }

    /**
     * Returns the two letters of the country in a location's code.
     *
     * @param location the code as reported
     * @return null when the location is not a known UN/LOCODE
     */
    @Nullable String countryOf(String location) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < location.length(); ) {
            int c = location.codePointAt(i);
            i += Character.charCount(c);
            if (c != '-' && !ReportedText.isWhiteSpace(c)) {
                if (code.length() == LENGTH) {
                    return null;
                }
                code.appendCodePoint(c);
            }
        }
        return hasForm(code) && contains(number(code)) ? code.substring(0, COUNTRY_LETTERS) : null;
    }

    /** Whether a well-formed code, given as a number, is known. */
    public boolean contains(int number) {
        return numbers == null || Arrays.binarySearch(numbers, number) >= 0;
    }

    private static boolean hasForm(CharSequence code) {
        if (code.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!fits(i, code.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a UN/LOCODE may have a character at a position, from 0. */
    public static boolean fits(int place, int c) {
        return (c >= 'A' && c <= 'Z') || (place >= COUNTRY_LETTERS && c >= '2' && c <= '9');
    }

    private static int number(CharSequence code) {
        int number = 0;
        for (int i = 0; i < LENGTH; i++) {
            number = append(number, code.charAt(i));
        }
        return number;
    }

    /** Appends a character to the number of a code. Start with 0; the number of all five characters is positive. */
    public static int append(int number, int c) {
        return number * RADIX + (c <= '9' ? c - '0' : c - 'A' + 10);
    }
}
