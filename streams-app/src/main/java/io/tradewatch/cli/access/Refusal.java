package io.tradewatch.cli.access;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;

/** Finds out whether something failed for lack of a right, however it is wrapped up. */
public final class Refusal {
    /** Causes that go round in a circle end here. */
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
