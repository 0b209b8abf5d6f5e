package io.tradewatch.poison;

import java.time.Duration;

/**
 * How much poison there is.
 *
 * @param seed of everything that is drawn
 * @param duration how long rounds of poison follow one another; each kind comes at least once, however long that takes
 * @param patience how long the transfers before and behind poison may take at most
 * @param mostResident how much memory the process may have, in MB
 * @param rawRecords how many records of random bytes are sent at once to the topic of transfers
 */
record PoisonSettings(long seed, Duration duration, Duration patience, long mostResident, int rawRecords) {

    /** The short form, unless system properties {@code tradewatch.poison.…} ask for another. */
    static PoisonSettings fromSystemProperties() {
        return new PoisonSettings(
                Long.getLong("tradewatch.poison.seed", System.nanoTime()),
                Duration.ofSeconds(Integer.getInteger("tradewatch.poison.seconds", 60)),
                Duration.ofSeconds(Integer.getInteger("tradewatch.poison.patience", 60)),
                Long.getLong("tradewatch.poison.resident", 900),
                Integer.getInteger("tradewatch.poison.raw", 6_000));
    }
}
