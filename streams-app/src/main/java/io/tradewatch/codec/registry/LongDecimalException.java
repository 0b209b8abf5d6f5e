package io.tradewatch.codec.registry;

/**
 * Signals a decimal that has too many bytes: a calculation with it, or its output as text, would take too long. It is
 * unchecked, because Avro's conversions of logical types cannot throw checked exceptions.
 */
public final class LongDecimalException extends RuntimeException {
    /** The longest decimal, in bytes; 38 digits without padding have 16. */
    static final int MOST_BYTES = 64;

    private static final long serialVersionUID = 1L;

    private LongDecimalException(int bytes) {
        super("a decimal has " + bytes + " bytes, expected at most " + MOST_BYTES, null, false, false);
    }

    /** Checks that a decimal has at most {@value #MOST_BYTES} bytes. */
    public static void requireShort(int bytes) {
        if (bytes > MOST_BYTES) {
            throw new LongDecimalException(bytes);
        }
    }
}
