package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Limits the time without progress of a wait. A wait may last as long as work progresses, and fails when progress stops. */
final class Stall {
    private final Duration patience;
    private final LongSupplier nanoTime;
    private long remaining = Long.MAX_VALUE;
    private long since;

    /** @param patience maximum time without progress */
    Stall(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /**
     * Records the remaining work.
     *
     * @param left the remaining work, in any unit
     * @param what the stalled work, for people
     * @throws CliException when the remaining work has not reached a new minimum for too long
     */
    void check(long left, Supplier<String> what) {
        long now = nanoTime.getAsLong();
        if (left < remaining) {
            remaining = left;
            since = now;
        } else if (now - since > patience.toNanos()) {
            throw failure(what.get(), patience);
        }
    }

    /**
     * The failure of stalled work.
     *
     * @param what the stalled work, for people
     * @param patience the time in which nothing has moved
     */
    static CliException failure(String what, Duration patience) {
        return new CliException(
                what + ", and nothing has moved for " + patience.toSeconds() + " s",
                "Run it again on a machine with less to do; with TRADEWATCH_STACKTRACE=1 it tells more.");
    }
}
