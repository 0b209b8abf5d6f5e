package io.tradewatch.streams.promises;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.reference.NaiveScreening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the plain implementation of the rules finds, as alerts would say it. Used by one thread. */
public final class ReferenceViolations {
    private final NaiveScreening screening;
    private final Law law;

    /**
     * A reference for one law.
     *
     * @param revisions all revisions of measures
     * @param tables the newest version of each reference table
     * @param maxViolations how many violations of a transfer are told one by one
     */
    public ReferenceViolations(List<Measure> revisions, List<ReferenceTable> tables, int maxViolations) {
        this.screening = new NaiveScreening(tables, maxViolations);
        this.law = Law.of(revisions, ReferenceTables.of(List.of()));
    }

    /** The law as records of its topic have it; of a table's versions the newest counts. */
    static ReferenceViolations of(Iterable<RulesetRecord> records, int maxViolations) {
        List<Measure> revisions = new ArrayList<>();
        Map<String, RulesetRecord.Table> newest = new TreeMap<>();
        for (RulesetRecord record : records) {
            if (record instanceof RulesetRecord.Revision revision) {
                revisions.add(revision.measure());
            } else if (record instanceof RulesetRecord.Table table) {
                newest.merge(
                        table.table().name(), table, (one, other) -> one.version() > other.version() ? one : other);
            }
        }
        return new ReferenceViolations(
                revisions,
                newest.values().stream().map(RulesetRecord.Table::table).toList(),
                maxViolations);
    }

    /** By violationId, the violations that stand where only this transfer is known, apart from life cycle and lawVersion. */
    public Map<String, Violation> in(Transfer transfer) {
        io.tradewatch.engine.model.Transfer screened =
                TransferMapping.toScreening(transfer).orElseThrow();
        Map<String, Violation> violations = new TreeMap<>();
        for (Finding finding : screening.screen(screened, law, null)) {
            Violation violation = ViolationRecords.of(
                    transfer,
                    finding,
                    "",
                    0,
                    ViolationStatus.OPEN,
                    StatusReason.DETECTED,
                    Explanation.of(screened, finding));
            violations.put(violation.getViolationId(), violation);
        }
        return violations;
    }
}
