package io.tradewatch.streams.promises;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which measures of the topic are unusable, told plainly from the latest record of each key; slow, and independent of how
 * the application tells it. Used by one thread.
 */
public final class PlainRuleset {
    private final Map<String, ProducedLaw> latest = new TreeMap<>();

    /** Takes in the next record of the topic. */
    public void add(ProducedLaw produced) {
        if (produced.isTombstone()) {
            latest.remove(produced.key());
        } else {
            latest.put(produced.key(), produced);
        }
    }

    /** The ids of the measures that cannot be used: what they have opened is to stay, and nothing else is. */
    public Set<String> unusable() {
        Set<String> unusable = new TreeSet<>();
        for (ProducedLaw produced : latest.values()) {
            String id = id(produced.key());
            boolean isTable = id.startsWith("ref/");
            if (!isTable && !produced.isReadable() && !hasReadableAbove(id, number(produced.key()))) {
                unusable.add(id);
            }
        }
        Set<String> places = places();
        for (RulesetRecord record : readable()) {
            if (record instanceof RulesetRecord.Revision revision
                    && revision.measure().status() == MeasureStatus.ACTIVE
                    && !hasReadableAbove(
                            revision.measure().measureId(), revision.measure().revision())
                    && !places.containsAll(revision.measure().targets())) {
                unusable.add(revision.measure().measureId());
            }
        }
        return unusable;
    }

    /** The records that the measures which can be used consist of, and the tables. */
    List<RulesetRecord> usable() {
        Set<String> unusable = unusable();
        return readable().stream()
                .filter(record -> !unusable.contains(id(record.key())))
                .toList();
    }

    private List<RulesetRecord> readable() {
        List<RulesetRecord> records = new ArrayList<>();
        latest.values().forEach(produced -> produced.record().ifPresent(records::add));
        return records;
    }

    private boolean hasReadableAbove(String id, int number) {
        return readable().stream()
                .anyMatch(record -> record instanceof RulesetRecord.Revision revision
                        && revision.measure().measureId().equals(id)
                        && revision.measure().revision() > number);
    }

    /** The first column of the newest countries and of the newest country groups. */
    private Set<String> places() {
        Set<String> places = new HashSet<>();
        for (String name : List.of(ReferenceTable.COUNTRIES, ReferenceTable.COUNTRY_GROUPS)) {
            RulesetRecord.Table newest = null;
            for (RulesetRecord record : readable()) {
                if (record instanceof RulesetRecord.Table table
                        && table.table().name().equals(name)
                        && (newest == null || table.version() > newest.version())) {
                    newest = table;
                }
            }
            if (newest != null) {
                newest.table().rows().forEach(row -> places.add(row.get(0)));
            }
        }
        return places;
    }

    private static String id(String key) {
        return key.substring(0, key.lastIndexOf('@'));
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('@') + 1));
    }
}
