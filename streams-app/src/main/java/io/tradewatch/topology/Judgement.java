package io.tradewatch.topology;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.records.ViolationRecords;
import io.tradewatch.screening.Explanation;
import io.tradewatch.screening.Finding;
import java.util.ArrayList;
import java.util.List;

/** Turns findings into the violations that tell them; the ledger then gives these their place in the life cycle. */
final class Judgement {
    private Judgement() {}

    /**
     * One violation for each finding, in the same order.
     *
     * @param transfer the whole transfer, free of defects
     * @param findings what the rules find in it
     * @param lawVersion hash of the rules' version and the reference tables
     */
    static List<Violation> violations(Transfer transfer, List<Finding> findings, String lawVersion) {
        if (findings.isEmpty()) {
            return List.of();
        }
        io.tradewatch.screening.Transfer screened =
                TransferMapping.toScreening(transfer).orElseThrow();
        List<Violation> violations = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            violations.add(ViolationRecords.of(
                    transfer,
                    finding,
                    lawVersion,
                    0,
                    ViolationStatus.OPEN,
                    StatusReason.DETECTED,
                    Explanation.of(screened, finding)));
        }
        return violations;
    }
}
