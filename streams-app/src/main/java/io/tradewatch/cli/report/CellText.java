package io.tradewatch.cli.report;

import io.tradewatch.codec.text.PrintableText;

/**
 * Makes the text of others harmless in a cell. A spreadsheet takes a text that begins with {@code =}, {@code +}, {@code -}
 * or {@code @} for a formula, which can start programs and send the sheet away; an apostrophe before it makes it a text.
 */
final class CellText {
    /** The signs that begin a formula, also in their full width, which some spreadsheets read alike. */
    private static final String SIGNS = "=+-@＝＋－＠";

    private CellText() {}

    /** Returns the text as one line of visible characters that no spreadsheet computes. */
    static String harmless(String text) {
        String line = PrintableText.line(text);
        return beginsFormula(line) ? "'" + line : line;
    }

    /** Blanks and tabs before a sign do not count: a spreadsheet may drop them. */
    private static boolean beginsFormula(String line) {
        int at = 0;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return line.startsWith("\t") || (at < line.length() && SIGNS.indexOf(line.charAt(at)) >= 0);
    }

    private static boolean isBlank(char c) {
        return c == '\t' || Character.isSpaceChar(c);
    }
}
