package io.tradewatch.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which transfers must have moved to be reported on, by their {@code occurredAt}.
 *
 * @param from inclusive; null means from the beginning
 * @param to exclusive; null means to the end
 */
public record ReplayRange(@Nullable Instant from, @Nullable Instant to) {
    /** All of time. */
    public static final ReplayRange EVER = new ReplayRange(null, null);

    /** @throws IllegalArgumentException when nothing can lie in it */
    public ReplayRange {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("the range from " + from + " to " + to + " is empty");
        }
    }

    /** Whether an instant lies in it. */
    public boolean contains(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }

    @Override
    public String toString() {
        if (from == null && to == null) {
            return "all times";
        }
        return (from == null ? "the beginning" : from) + " to " + (to == null ? "the end" : to);
    }
}
