package io.tradewatch.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's clock, set back if a broker rejects its time. Brokers reject a record whose timestamp is more than
 * {@code message.timestamp.after.max.ms} ahead of their own clock, an hour by default. After a rejection, this clock is
 * set back by the time that it was ahead of the newest transfer, whose timestamp a broker has accepted.
 *
 * <p>Threading notes: safe for use by several threads.
 */
public final class TrustedClock implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier machine;
    private volatile long newest = NONE;
    private volatile long ahead;

    /** @param machine this machine's clock, in ms since the epoch */
    public TrustedClock(LongSupplier machine) {
        this.machine = machine;
    }

    /** The time in ms since the epoch. */
    @Override
    public long getAsLong() {
        return machine.getAsLong() - ahead;
    }

    /** The time by which the machine's clock is assumed to be ahead, in ms; 0 while no broker has rejected it. */
    public long ahead() {
        return ahead;
    }

    /** Notes the timestamp of a transfer, in ms since the epoch; a broker has accepted it. */
    public void seen(long recordTime) {
        // A concurrent update may be lost; the next transfer corrects that.
        if (recordTime > newest) {
            newest = recordTime;
        }
    }

    /**
     * Notes that a broker rejected a time of this clock.
     *
     * @return whether the clock was set back for it
     */
    public synchronized boolean refused() {
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
