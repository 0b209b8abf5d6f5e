package io.tradewatch.ruleset.publish;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.ruleset.Ruleset;
import io.tradewatch.ruleset.RulesetContents;
import io.tradewatch.ruleset.Unusable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the measures topic: the latest record of each key, without deleted ones.
 *
 * @param contents the records, as the fold of the topic returns them
 */
public record PublishedLaw(RulesetContents contents) {
    /** Returns the record with a key; empty when there is no readable one. */
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
     * Returns the ruleset from the records; the application screens with the same ruleset.
     *
     * @param knownAt only revisions recorded at or before this instant count; null means no limit
     */
    public Ruleset ruleset(@Nullable Instant knownAt) {
        return contents.ruleset(knownAt);
    }

    /** Whether the topic has a record with a key, usable or not. */
    boolean has(String key) {
        return contents.records().containsKey(key) || contents.unreadable().containsKey(key);
    }

    /** Returns the newest version of a table, usable or not; the next version must be higher. */
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
