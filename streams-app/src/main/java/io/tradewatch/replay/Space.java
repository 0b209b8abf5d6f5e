package io.tradewatch.replay;

/**
 * Separates the kinds of rows of a {@link RunState}.
 *
 * @param number goes in front of the keys
 */
record Space(byte number) {
    /** How far a partition was read. */
    static final Space PROGRESS = new Space((byte) 0);
    /** The last state of each published violation, by its id. */
    static final Space PUBLISHED = new Space((byte) 1);
    /** The published violations that are compared, in the order of output. */
    static final Space COMPARED = new Space((byte) 2);

    private static final int FIRST_OF_LAWS = 16;

    /** What one law found. */
    static Space violations(int law) {
        return new Space((byte) (FIRST_OF_LAWS + 2 * law));
    }

    /** The revisions that were remembered under one law. */
    static Space revisions(int law) {
        return new Space((byte) (FIRST_OF_LAWS + 2 * law + 1));
    }
}
