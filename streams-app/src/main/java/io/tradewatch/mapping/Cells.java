package io.tradewatch.mapping;

/** Removes the decoration that programs add to the value of a cell. */
public final class Cells {
    private Cells() {}

    /**
     * The value of a cell, without blanks of any kind, zero-width characters (including a byte order mark), and a
     * spreadsheet's marks for text: {@code ="0901"} and {@code '0901}.
     */
    public static String value(String cell) {
        String text = trimmed(cell);
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
            return trimmed(text.substring(2, text.length() - 1).replace("\"\"", "\""));
        }
        return text.startsWith("'") ? trimmed(text.substring(1)) : text;
    }

    private static String trimmed(String text) {
        int from = 0;
        while (from < text.length() && isSpace(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        int to = text.length();
        while (to > from && isSpace(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(int one) {
        return Character.isWhitespace(one)
                || Character.isSpaceChar(one)
                || Character.getType(one) == Character.FORMAT
                || Character.isISOControl(one);
    }
}
