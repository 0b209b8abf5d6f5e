package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Creates a {@link Law} from records of the measures topic. */
public final class LawRecords {
    private LawRecords() {}

    /**
     * Returns the law from records: every revision of every measure, and the newest version of each reference table.
     *
     * @param records the record that counts for each key
     * @throws IllegalArgumentException when a table cannot be read
     */
    public static Law law(Collection<? extends RulesetRecord> records) {
        List<Measure> revisions = new ArrayList<>();
        for (RulesetRecord record : records) {
            if (record instanceof RulesetRecord.Revision revision) {
                revisions.add(revision.measure());
            }
        }
        return Law.of(revisions, ReferenceTables.of(newestTables(records).values()));
    }

    /** Returns the highest version of each reference table, by name. */
    static SortedMap<String, ReferenceTable> newestTables(Collection<? extends RulesetRecord> records) {
        Map<String, RulesetRecord.Table> newest = new TreeMap<>();
        for (RulesetRecord record : records) {
            if (record instanceof RulesetRecord.Table table) {
                newest.merge(
                        table.table().name(), table, (one, other) -> one.version() >= other.version() ? one : other);
            }
        }
        SortedMap<String, ReferenceTable> tables = new TreeMap<>();
        newest.forEach((name, table) -> tables.put(name, table.table()));
        return tables;
    }
}
