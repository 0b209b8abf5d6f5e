package io.tradewatch.records;

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

/** Puts the law together from the records that it was published as. */
public final class LawRecords {
    private LawRecords() {}

    /**
     * The law that records make: every revision of every measure, and of each reference table the newest version.
     *
     * @param records for each key the record that counts
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

    /** By its name, of each reference table the highest version. */
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
