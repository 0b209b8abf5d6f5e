package io.tradewatch.topology;

/**
 * Something that screening needs is not there now: the ruleset or the schema registry. The thread that waited for it is
 * replaced, and what it was about to process is read again. That is no failure and never counts as one.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
