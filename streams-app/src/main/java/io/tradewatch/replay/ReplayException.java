package io.tradewatch.replay;

import org.jspecify.annotations.Nullable;

/** Why a replay is impossible, and what to do. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fix;

    ReplayException(String message, String fix) {
        this(message, fix, null);
    }

    ReplayException(String message, String fix, @Nullable Throwable cause) {
        super(message, cause);
        this.fix = fix;
    }

    /** What to do. */
    public String fix() {
        return fix;
    }
}
