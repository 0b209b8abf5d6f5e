package io.tradewatch.records;

/**
 * Makes text of others safe to show. Control characters move a terminal's cursor, clear its screen and forge lines of a
 * log; marks of writing direction show a text in another order than the one it has; other format characters are not seen
 * at all. All of these stand as escapes ({@code \u001b}) in what this class returns. The escapes are those of JSON, each
 * for one UTF-16 unit, so that JSON means the same after escaping.
 */
public final class PrintableText {
    private static final char FIRST_DOUBTFUL = 0x7f;

    private PrintableText() {}

    /** The text as one line: everything that is not seen is an escape, ends of lines included; tabs stay. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text with its lines: ends of lines ({@code \n}, {@code \r\n}) and tabs stay, all else that is not seen is an escape. */
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

    /** Controls, format characters, the separators of lines and paragraphs, and halves of characters. */
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
