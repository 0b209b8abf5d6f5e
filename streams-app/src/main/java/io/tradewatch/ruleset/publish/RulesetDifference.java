package io.tradewatch.ruleset.publish;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The difference between the files and the topic.
 *
 * @param tables the versions of reference tables that the topic lacks, recorded when the comparison was made
 * @param added the revisions that the topic lacks, or has only in a form that cannot be read
 * @param conflicting the revisions that the topic has with other content
 * @param onlyOnTopic the keys of measures that the topic has and the files do not, unreadable ones included
 * @param unchanged how many revisions and tables are the same
 */
public record RulesetDifference(
        List<RulesetRecord.Table> tables,
        List<Measure> added,
        List<Conflict> conflicting,
        List<String> onlyOnTopic,
        int unchanged) {

    /**
     * A revision with different content in the files and on the topic.
     *
     * @param written the revision in the files
     * @param published the revision on the topic
     */
    public record Conflict(Measure written, Measure published) {
        /** {@code measureId@revision}. */
        public String key() {
            return new RulesetRecord.Revision(written).key();
        }

        /** The names of the fields that differ. */
        public List<String> fields() {
            List<String> names = new ArrayList<>();
            for (RecordComponent component : Measure.class.getRecordComponents()) {
                if (!Objects.equals(value(component, written), value(component, published))) {
                    names.add(component.getName());
                }
            }
            return names;
        }

        private static Object value(RecordComponent component, Measure measure) {
            try {
                return component.getAccessor().invoke(measure);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("the accessors of a public record can be called", e);
            }
        }
    }

    public RulesetDifference {
        tables = List.copyOf(tables);
        added = List.copyOf(added);
        conflicting = List.copyOf(conflicting);
        onlyOnTopic = List.copyOf(onlyOnTopic);
    }

    /** Whether there is nothing to publish. Measures that are only on the topic remain there. */
    public boolean isEmpty() {
        return tables.isEmpty() && added.isEmpty() && conflicting.isEmpty();
    }

    /**
     * Compares files with a topic.
     *
     * @param written the files
     * @param published the topic
     * @param now the time at which new versions of tables are recorded
     */
    static RulesetDifference between(MeasureCatalogue written, PublishedLaw published, Instant now) {
        List<Measure> added = new ArrayList<>();
        List<Conflict> conflicting = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Measure measure : written.revisions()) {
            String key = new RulesetRecord.Revision(measure).key();
            keys.add(key);
            RulesetRecord record = published.record(key).orElse(null);
            if (!(record instanceof RulesetRecord.Revision revision)) {
                added.add(measure);
            } else if (!revision.measure().equals(measure)) {
                conflicting.add(new Conflict(measure, revision.measure()));
            }
        }
        List<RulesetRecord.Table> tables = newTables(written.tables(), published, now);
        int compared = written.revisions().size() + written.tables().size();
        return new RulesetDifference(
                tables,
                added,
                conflicting,
                onlyOnTopic(published, keys),
                compared - added.size() - conflicting.size() - tables.size());
    }

    private static List<RulesetRecord.Table> newTables(
            List<ReferenceTable> written, PublishedLaw published, Instant now) {
        List<RulesetRecord.Table> tables = new ArrayList<>();
        for (ReferenceTable table : written) {
            OptionalInt newest = published.newestVersion(table.name());
            if (newest.isEmpty() || !isPublished(table, newest.getAsInt(), published)) {
                int version = newest.isEmpty() ? 0 : newest.getAsInt() + 1;
                tables.add(new RulesetRecord.Table(table, version, now.truncatedTo(ChronoUnit.MILLIS)));
            }
        }
        return tables;
    }

    private static boolean isPublished(ReferenceTable table, int version, PublishedLaw published) {
        return published
                .records()
                .anyMatch(record -> record instanceof RulesetRecord.Table other
                        && other.version() == version
                        && other.table().equals(table));
    }

    private static List<String> onlyOnTopic(PublishedLaw published, Set<String> written) {
        List<String> keys = new ArrayList<>();
        published
                .records()
                .filter(RulesetRecord.Revision.class::isInstance)
                .map(RulesetRecord::key)
                .filter(key -> !written.contains(key))
                .forEach(keys::add);
        published.unreadable().keySet().stream()
                .filter(key -> !written.contains(key))
                .forEach(keys::add);
        return keys.stream().sorted().toList();
    }
}
