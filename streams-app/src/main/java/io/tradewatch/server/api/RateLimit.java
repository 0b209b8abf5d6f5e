package io.tradewatch.server.api;

import java.util.function.LongSupplier;

/**
 * Limits the number of requests per second over all clients, because screening needs the rest of the machine. Safe for use
 * by several threads.
 */
final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private long second;
    private int used;

    /** @param perSecond 1 or more */
    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong() / SECOND;
    }

    /** @throws ProblemException when this second's requests are used up */
    synchronized void check() {
        long now = nanoTime.getAsLong() / SECOND;
        if (now != second) {
            second = now;
            used = 0;
        }
        if (used >= perSecond) {
            throw ProblemException.busy("more than " + perSecond + " requests a second come in", 1);
        }
        used++;
    }
}
