package io.tradewatch.streams.promises;

import io.tradewatch.codec.RulesetRecord;
import java.util.Optional;

/**
 * A record as it was written to the topic of measures.
 *
 * @param key the record's key
 * @param record what it says; empty for a tombstone, and where it cannot be read
 * @param isReadable false for bytes that nobody can read
 */
public record ProducedLaw(String key, Optional<RulesetRecord> record, boolean isReadable) {
    /** A record under the key that it belongs under. */
    public static ProducedLaw of(RulesetRecord record) {
        return new ProducedLaw(record.key(), Optional.of(record), true);
    }

    /** A record that takes another back. */
    public static ProducedLaw tombstone(String key) {
        return new ProducedLaw(key, Optional.empty(), true);
    }

    /** A record that cannot be read. */
    public static ProducedLaw unreadable(String key) {
        return new ProducedLaw(key, Optional.empty(), false);
    }

    /** Whether it takes another back. */
    public boolean isTombstone() {
        return isReadable && record.isEmpty();
    }
}
