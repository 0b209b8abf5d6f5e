package io.tradewatch.state;

/**
 * The formats of the rows in the stores. Every release reads the rows of earlier releases, and rejects the rows of
 * later releases.
 */
public final class StateFormat {
    /** Content is compared by a hash of its encoding under the first version of its contract. */
    public static final byte ENCODED_HASH = 1;

    /** Content is compared by a {@link ContentHash}. */
    static final byte CANONICAL_HASH = 2;

    /** As {@link #CANONICAL_HASH}, and the record of the transfer is compressed. */
    static final byte COMPRESSED = 3;

    private StateFormat() {}

    /**
     * The format of a row.
     *
     * @param newest the highest readable format; all formats from 1 on are readable
     * @throws IllegalStateException when the format is not readable
     */
    static byte require(byte newest, byte found) {
        if (found < 1 || found > newest) {
            throw new IllegalStateException("state has format " + found + ", expected 1 to " + newest
                    + "; it was written by a later version of Tradewatch: run that version, or reset the application");
        }
        return found;
    }
}
