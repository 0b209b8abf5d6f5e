package io.tradewatch.engine.index;

import io.tradewatch.engine.model.ReferenceTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places by their UN/LOCODE. Rule 0. Immutable. Where no table of places is published, every text of the form counts: it is
 * the two letters of a country, then three capitals or digits from 2 to 9.
 */
public final class Locations {
    static final List<String> COLUMNS = List.of("code", "name");

    /** Without a table. */
    static final Locations BY_FORM = new Locations(null);

    private static final int LENGTH = 5;
    private static final int COUNTRY_LETTERS = 2;
    private static final int RADIX = 36;

    /** The numbers of the codes that there are, in order; null where no table is published. */
    private final int @Nullable [] numbers;

    private Locations(int @Nullable [] numbers) {
        this.numbers = numbers;
    }

    /**
     * Reads the table {@value ReferenceTable#LOCATIONS}.
     *
     * @throws IllegalArgumentException when a code has not the form of a UN/LOCODE
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
     * The two letters of the country in a location's code.
     *
     * @param location as it was written
     * @return null where the location is not a UN/LOCODE that is known
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

    /** Whether a code of the form, given as a number, is known. */
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

    /** Whether a character may stand at a place, from 0, of a UN/LOCODE. */
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

    /** The number of a code, character by character from 0; all five make a positive one. */
    public static int append(int number, int c) {
        return number * RADIX + (c <= '9' ? c - '0' : c - 'A' + 10);
    }
}
