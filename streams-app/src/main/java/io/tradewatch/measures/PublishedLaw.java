package io.tradewatch.measures;

import io.tradewatch.records.LawRecord;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands on the topic of measures: for each key the latest record, tombstones taken into account.
 *
 * @param records the records that can be used, by key
 * @param unreadable the records that cannot, by key, each with the reason
 * @param end the offset behind the last record that was read
 */
public record PublishedLaw(Map<String, LawRecord> records, Map<String, String> unreadable, long end) {
    private static final String TABLE_PREFIX = "ref/";

    public PublishedLaw {
        records = Collections.unmodifiableMap(new TreeMap<>(records));
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
    }

    /** Whether a key stands on the topic, with a usable record or not. */
    boolean has(String key) {
        return records.containsKey(key) || unreadable.containsKey(key);
    }

    /** The newest version of a table, usable or not: the next one must be higher. */
    OptionalInt newestVersion(String table) {
        String prefix = TABLE_PREFIX + table + "@";
        return Stream.concat(records.keySet().stream(), unreadable.keySet().stream())
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(version -> version.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .max();
    }
}
