package io.tradewatch.topology;

/**
 * The formats of the rows in the stores. Every release reads what the releases before it wrote; what a later one wrote is
 * refused.
 */
final class StateFormat {
    /** Content is told apart by a hash of its encoding under the first version of its contract. */
    static final byte ENCODED_HASH = 1;

    /** Content is told apart by a {@link ContentHash}. */
    static final byte CANONICAL_HASH = 2;

    /** As {@link #CANONICAL_HASH}, and the record of the transfer is compressed. */
    static final byte COMPRESSED = 3;

    private StateFormat() {}

    /**
     * The format of a row.
     *
     * @param newest the highest that can be read; all from 1 on can
     * @throws IllegalStateException when it is none of these
     */
    static byte require(byte newest, byte found) {
        if (found < 1 || found > newest) {
            throw new IllegalStateException("state has format " + found + ", expected 1 to " + newest
                    + "; it was written by a later version of Tradewatch: run that version, or reset the application");
        }
        return found;
    }
}
