package io.tradewatch.screening;

import org.jspecify.annotations.Nullable;

/** Reads commodity codes as reported. Rule 5. */
final class CommodityCode {
    private static final int MAX_DIGITS = 14;
    /** The digits that all countries share. */
    static final int HS_DIGITS = 6;

    private CommodityCode() {}

    /**
     * The digits of a code as reported, without dots, blanks and hyphens.
     *
     * @return null when the code is unusable: not 2 to 14 ASCII digits, odd in number, or not in chapters 01 to 97
     *     except 77
     */
    static @Nullable String usableDigits(String reported) {
        String digits = isPlain(reported) ? reported : withoutSeparators(reported);
        if (digits.length() < 2 || digits.length() > MAX_DIGITS || digits.length() % 2 != 0) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return null;
            }
        }
        int chapter = (digits.charAt(0) - '0') * 10 + (digits.charAt(1) - '0');
        return chapter >= 1 && chapter <= 97 && chapter != 77 ? digits : null;
    }

    private static boolean isPlain(String reported) {
        for (int i = 0; i < reported.length(); i++) {
            if (!isDigit(reported.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String withoutSeparators(String reported) {
        StringBuilder digits = new StringBuilder(reported.length());
        for (int i = 0; i < reported.length(); i++) {
            char c = reported.charAt(i);
            if (c != '.' && c != ' ' && c != '-') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
