package io.tradewatch.topology;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What threads of this instance wait for now.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
public final class Waits {
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoClock;

    /** What is waited for. */
    public enum For {
        /** The ruleset: it is not there, lacks a table, or is older than what was screened with before. */
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

    /** One thread's wait; its identity tells it from others. */
    private static final class Wait {
        private final For reason;
        private final long begun;

        Wait(For reason, long begun) {
            this.reason = reason;
            this.begun = begun;
        }
    }

    /** @param nanoClock a clock in ns, from any begin */
    Waits(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Waits, and says so meanwhile. */
    <T> T during(For reason, Supplier<T> waiting) {
        Wait wait = new Wait(reason, nanoClock.getAsLong());
        waits.add(wait);
        try {
            return waiting.get();
        } finally {
            waits.remove(wait);
        }
    }

    /** What some thread has waited for at least so long. */
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
