package io.tradewatch.topology;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by this machine's clock, until a broker refuses it. Brokers take no record that is dated more than
 * {@code message.timestamp.after.max.ms} ahead of their own clock, an hour by default. From then on this clock is set back by
 * as much as it was ahead of the newest transfer, whose time a broker has taken.
 *
 * <p>Threading notes: safe for use by several threads.
 */
final class TrustedClock implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier machine;
    private volatile long newest = NONE;
    private volatile long ahead;

    /** @param machine the time by this machine's clock, in ms since the epoch */
    TrustedClock(LongSupplier machine) {
        this.machine = machine;
    }

    /** The time in ms since the epoch. */
    @Override
    public long getAsLong() {
        return machine.getAsLong() - ahead;
    }

    /** How far the machine's clock is taken to be ahead, in ms; 0 while no broker has refused it. */
    long ahead() {
        return ahead;
    }

    /** A transfer has this time, in ms since the epoch, which a broker has taken. */
    void seen(long recordTime) {
        // Of two threads at once one may be lost; the next transfer makes up for it.
        if (recordTime > newest) {
            newest = recordTime;
        }
    }

    /**
     * A broker refused a time of this clock.
     *
     * @return whether the clock was set back for it
     */
    synchronized boolean refused() {
        if (newest == NONE || getAsLong() <= newest) {
            return false;
        }
        ahead = machine.getAsLong() - newest;
        LOG.warn(
                "a broker refuses the time of this machine: its clock is ahead, by about {} s compared with the newest"
                        + " transfer. Times are set back by that until the next start. Set the clock, then restart",
                TimeUnit.MILLISECONDS.toSeconds(ahead));
        return true;
    }
}
