package io.tradewatch.cli;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.WholeTransfer;
import io.tradewatch.topology.InMemoryScreening;
import io.tradewatch.topology.Verdict;
import java.util.Optional;
import java.util.stream.Stream;

/** What the application would hold open after these rows, without a cluster. */
final class OfflineScreening {
    private final InMemoryScreening screening;

    OfflineScreening(MeasureIndex index, int maxViolations) {
        this.screening = new InMemoryScreening(index, maxViolations);
    }

    /** Screens a row; returns what is wrong with it, if it contradicts an earlier one. */
    Optional<StructuralDefect> screen(TransferRow.Good row) {
        Verdict verdict = screening.screen(new WholeTransfer(row.transfer(), row.screenable()));
        return verdict instanceof Verdict.Conflicting conflicting
                ? Optional.of(new StructuralDefect(
                        StructuralDefect.Reason.CONFLICTING_REVISION,
                        "revision " + conflicting.revision()
                                + " of " + row.screenable().transferId()
                                + " conflicts with an earlier row; the earlier row is used"))
                : verdict.defect();
    }

    /** How many transfers were screened; revisions of one count once. */
    int transfers() {
        return screening.transfers();
    }

    /** What is open, in no order. */
    Stream<Violation> violations() {
        return screening.open();
    }
}
