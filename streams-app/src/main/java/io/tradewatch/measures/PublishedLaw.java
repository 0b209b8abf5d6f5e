package io.tradewatch.measures;

import io.tradewatch.records.Ruleset;
import io.tradewatch.records.RulesetContents;
import io.tradewatch.records.RulesetRecord;
import io.tradewatch.records.Unusable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the topic of measures: for each key the latest record, tombstones taken into account.
 *
 * @param contents the records as the one fold of the topic has them
 */
public record PublishedLaw(RulesetContents contents) {
    /** The record with a key; empty where there is none that can be read. */
    Optional<RulesetRecord> record(String key) {
        return Optional.ofNullable(contents.records().get(key)).map(RulesetContents.Placed::record);
    }

    /** The records that can be read. */
    Stream<RulesetRecord> records() {
        return contents.records().values().stream().map(RulesetContents.Placed::record);
    }

    /** The records that cannot be read, by key. */
    public Map<String, Unusable> unreadable() {
        return contents.unreadable();
    }

    /**
     * The ruleset that the records make, the same as the application screens with.
     *
     * @param knownAt the instant that is looked back to; null: now
     */
    public Ruleset ruleset(@Nullable Instant knownAt) {
        return contents.ruleset(knownAt);
    }

    /** Whether a key stands on the topic, with a usable record or not. */
    boolean has(String key) {
        return contents.records().containsKey(key) || contents.unreadable().containsKey(key);
    }

    /** The newest version of a table, usable or not: the next one must be higher. */
    OptionalInt newestVersion(String table) {
        String prefix = RulesetRecord.TABLE_PREFIX + table + "@";
        return Stream.concat(contents.records().keySet().stream(), contents.unreadable().keySet().stream())
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(version -> version.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .max();
    }
}
