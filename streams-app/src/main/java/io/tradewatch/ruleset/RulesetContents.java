package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the measures topic: the latest record of each key, without deleted ones. Immutable.
 *
 * @param records the records that can be read, by key
 * @param unreadable the records that cannot be read, by key
 * @param lastChange by measureId, or {@code ref/<table>}: the offset of its latest record
 * @param position the offset after the last record
 */
public record RulesetContents(
        Map<String, Placed> records, Map<String, Unusable> unreadable, Map<String, Long> lastChange, long position) {

    /**
     * A record with its offset.
     *
     * @param offset the record's offset
     * @param record the decoded record
     */
    public record Placed(long offset, RulesetRecord record) {}

    /** The contents of an empty topic. */
    public static final RulesetContents EMPTY = new RulesetContents(Map.of(), Map.of(), Map.of(), 0);

    public RulesetContents {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
        lastChange = Map.copyOf(lastChange);
    }

    /** Returns these contents with records on top, in their order, as if they were the next of the topic. */
    public RulesetContents with(Collection<? extends RulesetRecord> next) {
        Map<String, Placed> all = new LinkedHashMap<>(records);
        Map<String, Unusable> stillUnreadable = new TreeMap<>(unreadable);
        Map<String, Long> changes = new HashMap<>(lastChange);
        long offset = position;
        for (RulesetRecord record : next) {
            all.put(record.key(), new Placed(offset, record));
            stillUnreadable.remove(record.key());
            changes.put(RulesetRecord.subjectOf(record.key()), offset);
            offset++;
        }
        return new RulesetContents(all, stillUnreadable, changes, offset);
    }

    /** Returns the ruleset from all records. */
    public Ruleset ruleset() {
        return ruleset(null);
    }

    /**
     * Returns the ruleset as it was known at an instant. A higher revision that was recorded later does not make up for
     * an unreadable record.
     *
     * <p>A measure is unusable if one of its records cannot be read and no higher revision can. It is also unusable if
     * no table resolves a target of the revision that counts.
     *
     * @param knownAt only revisions recorded at or before this instant count; null: all
     */
    public Ruleset ruleset(@Nullable Instant knownAt) {
        Map<String, Long> highest = highest(knownAt);
        SortedMap<String, Unusable> unusable = new TreeMap<>();
        unreadable.forEach((key, problem) -> {
            Long readable = highest.get(problem.subject());
            if (readable == null || readable <= RulesetRecord.numberOf(key)) {
                unusable.put(key, problem);
            }
        });
        Set<String> unusableMeasures = new HashSet<>();
        unusable.values().stream()
                .map(Unusable::subject)
                .filter(subject -> !subject.startsWith(RulesetRecord.TABLE_PREFIX))
                .forEach(unusableMeasures::add);
        Map<String, ReferenceTable> tables = LawRecords.newestTables(
                records.values().stream().map(Placed::record).toList());
        ReferenceTables reference = ReferenceTables.of(tables.values());
        List<Placed> counting = counting(highest, unusableMeasures);
        Set<String> missing = missing(counting, tables.keySet(), reference);
        if (!missing.contains(ReferenceTable.COUNTRIES) && !missing.contains(ReferenceTable.COUNTRY_GROUPS)) {
            for (Unusable problem : unresolved(counting, reference)) {
                unusable.put(problem.key(), problem);
                unusableMeasures.add(problem.subject());
            }
        }
        return new Ruleset(
                position,
                Law.of(revisions(unusableMeasures), reference),
                records.values().stream().anyMatch(placed -> placed.record() instanceof RulesetRecord.Revision),
                new TreeSet<>(missing),
                List.copyOf(unusable.values()),
                unusableMeasures,
                lastChange);
    }

    /**
     * Returns the highest readable revision or version by subject. Tables count regardless of when they were recorded.
     */
    private Map<String, Long> highest(@Nullable Instant knownAt) {
        Map<String, Long> highest = new HashMap<>();
        for (Placed placed : records.values()) {
            if (placed.record() instanceof RulesetRecord.Table table) {
                highest.merge(RulesetRecord.TABLE_PREFIX + table.table().name(), (long) table.version(), Math::max);
            } else if (placed.record() instanceof RulesetRecord.Revision revision) {
                Measure measure = revision.measure();
                if (knownAt == null || !measure.recordedAt().isAfter(knownAt)) {
                    highest.merge(measure.measureId(), (long) measure.revision(), Math::max);
                }
            }
        }
        return highest;
    }

    /** Returns the revision that counts of each usable measure, unless it is revoked. */
    private List<Placed> counting(Map<String, Long> highest, Set<String> unusableMeasures) {
        List<Placed> counting = new ArrayList<>();
        for (Placed placed : records.values()) {
            if (placed.record() instanceof RulesetRecord.Revision revision
                    && revision.measure().status() == MeasureStatus.ACTIVE
                    && !unusableMeasures.contains(revision.measure().measureId())) {
                Long newest = highest.get(revision.measure().measureId());
                if (newest != null && newest == revision.measure().revision()) {
                    counting.add(placed);
                }
            }
        }
        return counting;
    }

    private static Set<String> missing(List<Placed> counting, Set<String> published, ReferenceTables reference) {
        Set<String> needed =
                new HashSet<>(Set.of(ReferenceTable.COUNTRIES, ReferenceTable.HS_CODES, ReferenceTable.HS_CORRELATION));
        boolean areCountriesKnown = published.contains(ReferenceTable.COUNTRIES);
        for (Placed placed : counting) {
            Measure measure = ((RulesetRecord.Revision) placed.record()).measure();
            if (measure.unitValueOver() != null) {
                needed.add(ReferenceTable.EXCHANGE_RATES);
            }
            if (areCountriesKnown
                    && Stream.concat(measure.targets().stream(), measure.boundBy().stream())
                            .anyMatch(name -> !reference.countries().isKnown(name))) {
                needed.add(ReferenceTable.COUNTRY_GROUPS);
            }
        }
        needed.removeAll(published);
        return needed;
    }

    private static List<Unusable> unresolved(List<Placed> counting, ReferenceTables reference) {
        List<Unusable> found = new ArrayList<>();
        for (Placed placed : counting) {
            List<String> targets = ((RulesetRecord.Revision) placed.record())
                    .measure().targets().stream()
                            .filter(target -> !reference.resolves(target))
                            .toList();
            if (!targets.isEmpty()) {
                found.add(new Unusable(
                        placed.record().key(),
                        placed.offset(),
                        "no reference table resolves its " + (targets.size() == 1 ? "target " : "targets ")
                                + String.join(", ", targets)));
            }
        }
        return found;
    }

    private Collection<Measure> revisions(Set<String> unusableMeasures) {
        List<Measure> revisions = new ArrayList<>(records.size());
        for (Placed placed : records.values()) {
            if (placed.record() instanceof RulesetRecord.Revision revision
                    && !unusableMeasures.contains(revision.measure().measureId())) {
                revisions.add(revision.measure());
            }
        }
        return revisions;
    }
}
