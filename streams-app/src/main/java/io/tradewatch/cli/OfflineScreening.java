package io.tradewatch.cli;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.ViolationRecords;
import io.tradewatch.screening.Explanation;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.Screening;
import io.tradewatch.screening.TransferStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the application would hold open after these transfers, without a cluster: the same rules over the newest revision
 * of each transfer. Keeps the violations, and of a transfer without any only what tells its revisions apart.
 */
final class OfflineScreening {
    private final Screening screening;
    private final String lawVersion;
    private final NewestRevisions revisions = new NewestRevisions();
    private final Map<String, TransferHistory> histories = new HashMap<>();

    OfflineScreening(MeasureIndex index) {
        this.screening = new Screening(index);
        this.lawVersion = index.lawVersion();
    }

    /** Screens a row; returns what is wrong with it, if it contradicts an earlier one. */
    Optional<StructuralDefect> screen(TransferRow.Good row) {
        String transferId = row.screenable().transferId();
        return switch (revisions.judge(row.transfer())) {
            case NEWEST -> {
                put(transferId, row);
                yield Optional.empty();
            }
            case REPEATED, SUPERSEDED -> Optional.empty();
            case CONFLICTING ->
                Optional.of(new StructuralDefect(
                        StructuralDefect.Reason.CONFLICTING_REVISION,
                        "revision " + row.transfer().getRevision() + " of " + transferId
                                + " stands further up with other content, which counts"));
        };
    }

    private void put(String transferId, TransferRow.Good row) {
        List<Finding> findings = screening.screen(row.screenable());
        TransferHistory before = histories.get(transferId);
        boolean isCorrection =
                row.screenable().revision() > 0 || row.screenable().status() == TransferStatus.CANCELLED;
        if (findings.isEmpty() && before == null && !isCorrection) {
            return;
        }
        StatusReason opened = before == null ? StatusReason.DETECTED : StatusReason.TRANSFER_CORRECTED;
        List<Violation> found = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            found.add(ViolationRecords.of(
                    row.transfer(),
                    finding,
                    lawVersion,
                    0,
                    ViolationStatus.OPEN,
                    opened,
                    Explanation.of(row.screenable(), finding)));
        }
        histories.computeIfAbsent(transferId, id -> new TransferHistory()).become(found, opened);
    }

    /** How many transfers were screened; revisions of one count once. */
    int transfers() {
        return revisions.size();
    }

    /** What stands open, in no order. */
    Stream<Violation> violations() {
        return histories.values().stream().flatMap(history -> history.standing().stream());
    }
}
