package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rule 5, first part: the digits that a reported commodity code stands for. */
final class NaiveCode {
    private static final Pattern SPREADSHEET_TEXT = Pattern.compile("=\"(.*)\"", Pattern.DOTALL);
    private static final Pattern PREFIX = Pattern.compile(
            "(HS" + NaiveText.WHITE + "+CODE|HS|CN|HTS|TARIC):?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DECIMAL = Pattern.compile("([0-9]+)\\.0");
    private static final String SEPARATORS = " .-/";

    private final NaiveTables tables;

    NaiveCode(NaiveTables tables) {
        this.tables = tables;
    }

    static boolean isMissing(@Nullable String commodityCode) {
        return commodityCode == null || NaiveText.cleaned(commodityCode).isEmpty();
    }

    /** The readings of a usable code, as it is before with a zero in front; none when it is missing or unusable. */
    List<String> readings(@Nullable String commodityCode) {
        if (commodityCode == null) {
            return List.of();
        }
        List<String> readings = subheadings(parities(withoutNationalLetters(bare(commodityCode))));
        return readings.stream().filter(NaiveCode::isChapterRight).toList();
    }

    /** NFKC, Cf, white space; then what a spreadsheet and what people put around a code. */
    private static String bare(String commodityCode) {
        String code = NaiveText.cleaned(commodityCode);
        Matcher text = SPREADSHEET_TEXT.matcher(code);
        if (text.matches()) {
            code = NaiveText.trimmed(text.group(1));
        }
        if (code.startsWith("'")) {
            code = NaiveText.trimmed(code.substring(1));
        }
        Matcher prefixed = PREFIX.matcher(code);
        return prefixed.matches() ? NaiveText.trimmed(prefixed.group(2)) : code;
    }

    /** "Letters after the sixth digit dropped." */
    private static String withoutNationalLetters(String code) {
        StringBuilder kept = new StringBuilder();
        int digits = 0;
        for (int c : code.codePoints().toArray()) {
            if (isDigit(c)) {
                digits++;
            }
            if (digits < 6 || !Character.isLetter(c)) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The readings by what separators and the number of digits say. */
    private static List<String> parities(String written) {
        Matcher decimal = DECIMAL.matcher(written);
        String code = decimal.matches() ? decimal.group(1) : written;
        StringBuilder found = new StringBuilder();
        boolean afterEven = false;
        boolean afterOdd = false;
        for (int c : code.codePoints().toArray()) {
            if (isDigit(c)) {
                found.appendCodePoint(c);
            } else if (SEPARATORS.indexOf(c) < 0) {
                return List.of();
            } else if (found.length() % 2 == 0) {
                afterEven = true;
            } else {
                afterOdd = true;
            }
        }
        String digits = found.toString();
        if (digits.isEmpty() || digits.length() > 14 || (afterEven && afterOdd)) {
            return List.of();
        }
        if (digits.length() % 2 == 0) {
            return afterOdd ? List.of() : List.of(digits);
        }
        if (afterOdd) {
            return List.of("0" + digits);
        }
        if (afterEven) {
            return digits.length() >= 7 ? List.of(digits) : List.of();
        }
        return digits.length() < 7 ? List.of("0" + digits) : List.of(digits, "0" + digits);
    }

    /** "If the first six digits of exactly one of them are a subheading of some edition, only that one." */
    private List<String> subheadings(List<String> readings) {
        if (readings.size() < 2) {
            return readings;
        }
        List<String> known = new ArrayList<>();
        for (String reading : readings) {
            if (isSubheading(reading.substring(0, 6))) {
                known.add(reading);
            }
        }
        return known.size() == 1 ? known : readings;
    }

    private boolean isSubheading(String six) {
        return tables.rows(ReferenceTable.HS_CODES).stream()
                .anyMatch(row -> row.get(1).equals(six));
    }

    /** "A reading's chapter must be 01 to 97 except 77." */
    private static boolean isChapterRight(String reading) {
        int chapter = Integer.parseInt(reading.substring(0, 2));
        return chapter >= 1 && chapter <= 97 && chapter != 77;
    }
}
