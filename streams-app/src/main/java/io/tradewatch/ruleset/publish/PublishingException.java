package io.tradewatch.ruleset.publish;

/** Nothing was published; the message gives the reason, and {@link #fix} the remedy. */
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

    /** The remedy. */
    public String fix() {
        return fix;
    }
}
