package io.tradewatch.cli.access;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;

/** Detects whether a failure is caused by a missing right, at any depth of its causes. */
public final class Refusal {
    /** Maximum depth, against cyclic causes. */
    private static final int DEEPEST = 20;

    private Refusal() {}

    /** The broker's refusal in a failure or in one of its causes. */
    public static Optional<AuthorizationException> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof AuthorizationException refusal) {
                return Optional.of(refusal);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
