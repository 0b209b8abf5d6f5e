package io.tradewatch.codec.text;

/**
 * Makes untrusted text safe to show. Control characters can move a terminal's cursor, clear its screen and forge lines
 * of a log. Marks of writing direction change the order in which a text is shown. Other format characters are
 * invisible. This class replaces all of them by escapes such as {@code \u001b}. The escapes are those of JSON, one per
 * UTF-16 unit, so JSON keeps its meaning after escaping.
 */
public final class PrintableText {
    private static final char FIRST_DOUBTFUL = 0x7f;

    private PrintableText() {}

    /** Returns the text as one line: escapes all invisible characters, including line ends; keeps tabs. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /**
     * Returns the text with its lines: keeps line ends ({@code \n}, {@code \r\n}) and tabs, and escapes all other
     * invisible characters.
     */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLines) {
        int at = 0;
        while (at < text.length() && !isEscaped(text, at, keepsLines)) {
            at += width(text, at);
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        shown.append(text, 0, at);
        while (at < text.length()) {
            int end = at + width(text, at);
            if (isEscaped(text, at, keepsLines)) {
                for (; at < end; at++) {
                    shown.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        shown.append(Character.forDigit((text.charAt(at) >> shift) & 0xf, 16));
                    }
                }
            } else {
                shown.append(text, at, end);
                at = end;
            }
        }
        return shown.toString();
    }

    private static int width(String text, int at) {
        return Character.charCount(text.codePointAt(at));
    }

    private static boolean isEscaped(String text, int at, boolean keepsLines) {
        char first = text.charAt(at);
        if (first >= ' ' && first < FIRST_DOUBTFUL) {
            return false;
        }
        if (first == '\t' || (keepsLines && first == '\n')) {
            return false;
        }
        if (keepsLines && first == '\r') {
            return at + 1 == text.length() || text.charAt(at + 1) != '\n';
        }
        return isUnseen(text.codePointAt(at));
    }

    /**
     * Whether a character is a control, a format character, a line or paragraph separator, or an unpaired surrogate.
     */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
