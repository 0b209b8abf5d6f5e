package io.tradewatch.measures;

/** Says why nothing was published, and what to do. */
public final class PublishingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fix;

    PublishingException(String message, String fix) {
        super(message);
        this.fix = fix;
    }

    PublishingException(String message, String fix, Throwable cause) {
        super(message, cause);
        this.fix = fix;
    }

    /** What to do. */
    public String fix() {
        return fix;
    }
}
