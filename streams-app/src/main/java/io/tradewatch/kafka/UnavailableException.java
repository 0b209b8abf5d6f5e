package io.tradewatch.kafka;

/**
 * The ruleset or the schema registry is unavailable. The waiting thread is replaced, and its current record is read
 * again. This never counts as a failure.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
