package io.tradewatch.kafka;

import java.util.List;

/**
 * The names of the topics that Tradewatch reads and writes.
 *
 * @param transfers transfer events, keyed by transferId
 * @param measures measures and reference tables: one partition, compacted
 * @param violations the alerts: compacted, keyed by violationId, partitioned by transferId
 * @param deadLetters records that could not be decoded or screened, with their original bytes
 */
public record TopicNames(String transfers, String measures, String violations, String deadLetters) {

    /** The default names, each with a prefix in front, which may be empty. */
    public static TopicNames withPrefix(String prefix) {
        return new TopicNames(
                prefix + "transfers", prefix + "measures", prefix + "violations", prefix + "dead-letters");
    }

    /** All of them, in the order in which data flows. */
    public List<String> all() {
        return List.of(transfers, measures, violations, deadLetters);
    }
}
