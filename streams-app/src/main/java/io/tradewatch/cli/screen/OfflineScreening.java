package io.tradewatch.cli.screen;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.screening.InMemoryScreening;
import io.tradewatch.screening.Verdict;
import java.util.Optional;
import java.util.stream.Stream;

/** Screens rows without a cluster, and holds the violations that the application would hold open after them. */
final class OfflineScreening {
    private final InMemoryScreening screening;

    OfflineScreening(MeasureIndex index, int maxViolations) {
        this.screening = new InMemoryScreening(index, maxViolations);
    }

    /** Screens a row. Returns the defect if the row contradicts an earlier one. */
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

    /** Number of screened transfers; revisions of one transfer count once. */
    int transfers() {
        return screening.transfers();
    }

    /** The open violations, in the order of {@link io.tradewatch.codec.ViolationFile#ORDER}; each is decoded when it is read. */
    Stream<Violation> violations() {
        return screening.open();
    }
}
