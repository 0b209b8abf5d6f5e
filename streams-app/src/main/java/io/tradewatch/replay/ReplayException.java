package io.tradewatch.replay;

import org.jspecify.annotations.Nullable;

/** Says why a replay cannot be done, and what to do. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String mend;

    ReplayException(String message, String mend) {
        this(message, mend, null);
    }

    ReplayException(String message, String mend, @Nullable Throwable cause) {
        super(message, cause);
        this.mend = mend;
    }

    /** What to do. */
    public String mend() {
        return mend;
    }
}
