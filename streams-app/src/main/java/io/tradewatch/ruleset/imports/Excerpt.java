package io.tradewatch.ruleset.imports;

/** Shortens text of a data file for a message: a file of another kind may have one line of any length. */
final class Excerpt {
    private static final int MOST = 200;

    private Excerpt() {}

    /** Returns at most the first {@value #MOST} characters, and a mark when there are more. */
    static String of(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    }
}
