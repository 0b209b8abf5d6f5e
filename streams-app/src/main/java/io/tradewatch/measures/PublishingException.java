package io.tradewatch.measures;

/** Says why nothing was published, and what to do. */
public final class PublishingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String mend;

    PublishingException(String message, String mend) {
        super(message);
        this.mend = mend;
    }

    PublishingException(String message, String mend, Throwable cause) {
        super(message, cause);
        this.mend = mend;
    }

    /** What to do. */
    public String mend() {
        return mend;
    }
}
