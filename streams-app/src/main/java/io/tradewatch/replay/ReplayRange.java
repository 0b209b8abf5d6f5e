package io.tradewatch.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time range of the transfers to report on, by their {@code occurredAt}.
 *
 * @param from inclusive; null means from the beginning
 * @param to exclusive; null means to the end
 */
public record ReplayRange(@Nullable Instant from, @Nullable Instant to) {
    /** The unbounded range. */
    public static final ReplayRange EVER = new ReplayRange(null, null);

    /** @throws IllegalArgumentException when the range is empty */
    public ReplayRange {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("the range from " + from + " to " + to + " is empty");
        }
    }

    /** Whether an instant is in the range. */
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
