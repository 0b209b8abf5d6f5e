package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds a wait whose length depends on the amount of work: it may take as long as it gets on, and fails once it does
 * not.
 */
final class Stall {
    private final Duration patience;
    private final LongSupplier nanoTime;
    private long remaining = Long.MAX_VALUE;
    private long since;

    /** @param patience how long the work may stand still */
    Stall(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /**
     * Notes how much is left.
     *
     * @param left of the work, in any unit
     * @param what what is stuck, for people
     * @throws CliException when less than ever was last left too long ago
     */
    void check(long left, Supplier<String> what) {
        long now = nanoTime.getAsLong();
        if (left < remaining) {
            remaining = left;
            since = now;
        } else if (now - since > patience.toNanos()) {
            throw new CliException(
                    what.get() + ", and nothing has moved for " + patience.toSeconds() + " s",
                    "Run it again on a machine with less to do; with TRADEWATCH_STACKTRACE=1 it tells more.");
        }
    }
}
