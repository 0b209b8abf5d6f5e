package io.tradewatch.kafka;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The current waits of the threads of this instance.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
public final class Waits {
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoClock;

    /** The target of a wait. */
    public enum For {
        /** The ruleset: it is missing, lacks a table, or is older than the one that was screened with before. */
        RULESET("the ruleset"),
        /** The schema registry. */
        REGISTRY("the schema registry"),
        /** The broker: it does not answer. */
        BROKER("the broker");

        private final String words;

        For(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** One thread's wait; waits are distinguished by identity. */
    private static final class Wait {
        private final For reason;
        private final long begun;

        Wait(For reason, long begun) {
            this.reason = reason;
            this.begun = begun;
        }
    }

    /** @param nanoClock a clock in ns, with an arbitrary origin */
    public Waits(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Runs a wait, and records it while it lasts. */
    public <T> T during(For reason, Supplier<T> waiting) {
        Wait wait = new Wait(reason, nanoClock.getAsLong());
        waits.add(wait);
        try {
            return waiting.get();
        } finally {
            waits.remove(wait);
        }
    }

    /** The targets that some thread has waited for, for at least the given time. */
    public Set<For> longerThan(Duration limit) {
        long now = nanoClock.getAsLong();
        Set<For> reasons = EnumSet.noneOf(For.class);
        for (Wait wait : waits) {
            if (now - wait.begun >= limit.toNanos()) {
                reasons.add(wait.reason);
            }
        }
        return reasons;
    }
}
