package io.tradewatch.replay;

/**
 * The first byte of a key, which separates the kinds of rows of a {@link RunState}.
 *
 * @param number the first byte of each key
 */
record KeyPrefix(byte number) {
    /** The next offset of a partition. */
    static final KeyPrefix PROGRESS = new KeyPrefix((byte) 0);
    /** The last state of each published violation, by its id. */
    static final KeyPrefix PUBLISHED = new KeyPrefix((byte) 1);
    /** The published violations to compare with, in the order of output. */
    static final KeyPrefix COMPARED = new KeyPrefix((byte) 2);

    private static final int FIRST_OF_LAWS = 16;

    /** The violations found under one ruleset. */
    static KeyPrefix violations(int law) {
        return new KeyPrefix((byte) (FIRST_OF_LAWS + 2 * law));
    }

    /** The revisions remembered under one ruleset. */
    static KeyPrefix revisions(int law) {
        return new KeyPrefix((byte) (FIRST_OF_LAWS + 2 * law + 1));
    }
}
