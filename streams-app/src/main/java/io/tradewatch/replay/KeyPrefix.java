package io.tradewatch.replay;

/**
 * Separates the kinds of rows of a {@link RunState}.
 *
 * @param number goes in front of the keys
 */
record KeyPrefix(byte number) {
    /** How far a partition was read. */
    static final KeyPrefix PROGRESS = new KeyPrefix((byte) 0);
    /** The last state of each published violation, by its id. */
    static final KeyPrefix PUBLISHED = new KeyPrefix((byte) 1);
    /** The published violations that are compared, in the order of output. */
    static final KeyPrefix COMPARED = new KeyPrefix((byte) 2);

    private static final int FIRST_OF_LAWS = 16;

    /** What one law found. */
    static KeyPrefix violations(int law) {
        return new KeyPrefix((byte) (FIRST_OF_LAWS + 2 * law));
    }

    /** The revisions that were remembered under one law. */
    static KeyPrefix revisions(int law) {
        return new KeyPrefix((byte) (FIRST_OF_LAWS + 2 * law + 1));
    }
}
