package io.tradewatch.chaos;

import java.time.Duration;

/**
 * How much is to happen, and with which luck.
 *
 * @param seed of everything that is drawn; timing makes each run differ all the same
 * @param kills how many processes are killed, at least
 * @param transfers how many transfers are sent, at least
 * @param duration how long the havoc lasts, at least
 * @param perSecond how many transfers are sent in a second, at most
 */
record ChaosSettings(long seed, int kills, int transfers, Duration duration, int perSecond) {

    /** The short form, unless system properties {@code tradewatch.chaos.…} ask for another. */
    static ChaosSettings fromSystemProperties() {
        return new ChaosSettings(
                Long.getLong("tradewatch.chaos.seed", System.nanoTime()),
                Integer.getInteger("tradewatch.chaos.kills", 10),
                Integer.getInteger("tradewatch.chaos.transfers", 100_000),
                Duration.ofMinutes(Integer.getInteger("tradewatch.chaos.minutes", 0)),
                Integer.getInteger("tradewatch.chaos.per-second", 1_500));
    }
}
