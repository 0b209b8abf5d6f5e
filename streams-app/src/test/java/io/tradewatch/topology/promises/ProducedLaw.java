package io.tradewatch.topology.promises;

import io.tradewatch.records.LawRecord;
import java.util.Optional;

/**
 * A record as it was written to the topic of measures.
 *
 * @param key the record's key
 * @param record what it says; empty for a tombstone
 */
public record ProducedLaw(String key, Optional<LawRecord> record) {
    /** A record under the key that it belongs under. */
    public static ProducedLaw of(LawRecord record) {
        return new ProducedLaw(record.key(), Optional.of(record));
    }

    /** A record that takes another back. */
    public static ProducedLaw tombstone(String key) {
        return new ProducedLaw(key, Optional.empty());
    }
}
