package io.tradewatch.engine.index;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads commodity codes as reported: with separators, with the marks that spreadsheets and people add, or without the
 * leading zero. Rule 5.
 */
public final class CommodityCode {
    /** The digits that all countries share. */
    public static final int HS_DIGITS = 6;

    private static final int MAX_DIGITS = 14;
    private static final int UNUSED_CHAPTER = 77;
    private static final int LAST_CHAPTER = 97;

    /**
     * A code with at least this many digits may have national digits after its subheading, or may have lost its leading
     * zero.
     */
    private static final int FEWEST_NATIONAL = 7;

    /** The form in which spreadsheets keep a number as text. */
    private static final Pattern QUOTED = Pattern.compile("=\"(.*)\"");

    private static final Pattern NAMED = Pattern.compile("(?:HS\\s+CODE|HS|CN|HTS|TARIC)\\s*:?\\s*(.*)");
    private static final Pattern DECIMAL = Pattern.compile("([0-9]+)\\.0");

    /** The positions of the separators in a code. */
    private enum Separators {
        NONE,
        AFTER_EVEN,
        AFTER_ODD,
        AFTER_BOTH
    }

    private CommodityCode() {}

    /**
     * Returns the possible digits of a code: usually one reading, and two when the code may have lost a leading zero.
     *
     * @param reported the code, not blank
     * @param codes the known subheadings, which may exclude one of two readings
     * @return each of 2 to 14 digits, in chapters 01 to 97 except 77; the one without an added zero comes first; empty
     *     when the code is unusable
     */
    public static List<String> readings(String reported, HsCodes codes) {
        if (isPlain(reported)) {
            return isInAChapter(reported) ? List.of(reported) : List.of();
        }
        return digits(bare(reported), codes).stream()
                .filter(CommodityCode::isInAChapter)
                .toList();
    }

    /** Whether a code needs no conversion; nearly all codes need none. */
    private static boolean isPlain(String reported) {
        int length = reported.length();
        return length >= 2 && length <= MAX_DIGITS && length % 2 == 0 && isAllDigits(reported);
    }

    private static boolean isAllDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!ReportedText.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Removes the marks of spreadsheets, a name at the beginning, and letters after the sixth digit. */
    private static String bare(String reported) {
        String text = ReportedText.trimmed(reported).toUpperCase(Locale.ROOT);
        if (text.length() > ReportedText.MOST_CHARACTERS) {
            return "";
        }
        Matcher quoted = QUOTED.matcher(text);
        text = quoted.matches() ? quoted.group(1).strip() : text;
        text = text.startsWith("'") ? text.substring(1).strip() : text;
        Matcher named = NAMED.matcher(text);
        return withoutLateLetters(named.matches() ? named.group(1) : text);
    }

    private static String withoutLateLetters(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int digits = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            digits += ReportedText.isDigit(c) ? 1 : 0;
            if (digits < HS_DIGITS || !Character.isLetter(c)) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    private static List<String> digits(String text, HsCodes codes) {
        Matcher decimal = DECIMAL.matcher(text);
        String written = decimal.matches() ? decimal.group(1) : text;
        String digits = withoutSeparators(written);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !isAllDigits(digits)) {
            return List.of();
        }
        Separators separators = separators(written);
        if (digits.length() % 2 == 0) {
            return separators == Separators.NONE || separators == Separators.AFTER_EVEN ? List.of(digits) : List.of();
        }
        return switch (separators) {
            case AFTER_ODD -> List.of("0" + digits);
            case AFTER_EVEN -> digits.length() < FEWEST_NATIONAL ? List.of() : List.of(digits);
            case AFTER_BOTH -> List.of();
            case NONE -> digits.length() < FEWEST_NATIONAL ? List.of("0" + digits) : known(digits, "0" + digits, codes);
        };
    }

    /** Returns both readings, or one of them if it alone is a known subheading. */
    private static List<String> known(String asItIs, String withZero, HsCodes codes) {
        boolean isAsItIs = codes.haveSubheadingOf(asItIs);
        if (isAsItIs == codes.haveSubheadingOf(withZero)) {
            return List.of(asItIs, withZero);
        }
        return List.of(isAsItIs ? asItIs : withZero);
    }

    private static boolean isInAChapter(String digits) {
        int chapter = CodeKeys.number(digits, 2);
        return chapter >= 1 && chapter <= LAST_CHAPTER && chapter != UNUSED_CHAPTER;
    }

    private static Separators separators(String text) {
        int digits = 0;
        boolean afterEven = false;
        boolean afterOdd = false;
        for (int i = 0; i < text.length(); i++) {
            if (isSeparator(text.charAt(i))) {
                afterEven |= digits % 2 == 0;
                afterOdd |= digits % 2 == 1;
            } else {
                digits++;
            }
        }
        if (afterEven && afterOdd) {
            return Separators.AFTER_BOTH;
        }
        return afterEven ? Separators.AFTER_EVEN : afterOdd ? Separators.AFTER_ODD : Separators.NONE;
    }

    /** Returns the text without blanks, dots, hyphens and slashes. */
    public static String withoutSeparators(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isSeparator(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == ' ' || c == '-' || c == '/';
    }
}
