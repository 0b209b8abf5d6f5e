package io.tradewatch.streams;

/** The application cannot start; the message states the reason and the remedy, for users. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and how to fix it */
    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what is wrong and how to fix it */
    public StartFailedException(String message) {
        super(message);
    }
}
