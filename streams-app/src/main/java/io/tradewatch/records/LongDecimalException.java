package io.tradewatch.records;

/**
 * Ends the reading of a value with a decimal of so many bytes that calculating with it, or printing it, would take too
 * long. It is unchecked, as Avro's conversions of logical types are to throw nothing else.
 */
final class LongDecimalException extends RuntimeException {
    /** Bytes of a decimal at most; 38 digits, without padding, have 16. */
    static final int MOST_BYTES = 64;

    private static final long serialVersionUID = 1L;

    private LongDecimalException(int bytes) {
        super("a decimal has " + bytes + " bytes, expected at most " + MOST_BYTES, null, false, false);
    }

    /** Requires a decimal to be of no more bytes than can be worked with. */
    static void requireShort(int bytes) {
        if (bytes > MOST_BYTES) {
            throw new LongDecimalException(bytes);
        }
    }
}
