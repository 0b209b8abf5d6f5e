package io.tradewatch.server.api;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.screening.InMemoryScreening;
import io.tradewatch.server.api.TransferLog.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Determines the active record of a transfer, the fate of the others, and the violations that are open after the last one.
 * It uses the application's rules with the current ruleset.
 *
 * @param verdicts one for each record, in their order
 * @param counting the active record of the transfer; empty if none is usable
 * @param open the violations that are open then, by item, then measure
 */
record RevisionResolver(List<Verdict> verdicts, Optional<Counting> counting, List<Violation> open) {
    /** The fate of a record. */
    enum Fate {
        SCREENED,
        SUPERSEDED,
        DEAD_LETTER
    }

    /** @param why the defect, or the higher revision; empty for a screened record */
    record Verdict(Fate fate, Optional<String> why) {}

    /** @param index of the record, counted from 0 */
    record Counting(int index, WholeTransfer transfer) {}

    /**
     * @param records in the order of their offsets
     * @param maxViolations as of {@link io.tradewatch.engine.rules.Screening}
     */
    static RevisionResolver of(List<Logged> records, MeasureIndex index, int maxViolations) {
        InMemoryScreening screening = new InMemoryScreening(index, maxViolations);
        List<Verdict> verdicts = new ArrayList<>(records.size());
        Optional<Counting> counting = Optional.empty();
        for (Logged record : records) {
            DecodeResult<WholeTransfer> whole = whole(record.transfer());
            Verdict verdict = whole instanceof DecodeResult.Defective<WholeTransfer> defective
                    ? deadLetter(defective.defect())
                    : inWords(screening.screen(whole.orElseThrow()));
            if (verdict.fate() == Fate.SCREENED) {
                counting = Optional.of(new Counting(verdicts.size(), whole.orElseThrow()));
            }
            verdicts.add(verdict);
        }
        List<Violation> open = screening.open().sorted(ViolationFile.ORDER).toList();
        return new RevisionResolver(List.copyOf(verdicts), counting, open);
    }

    private static DecodeResult<WholeTransfer> whole(DecodeResult<Transfer> read) {
        return read instanceof DecodeResult.Defective<Transfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : WholeTransfer.of(read.orElseThrow());
    }

    private static Verdict inWords(io.tradewatch.screening.Verdict verdict) {
        if (verdict instanceof io.tradewatch.screening.Verdict.Superseded superseded) {
            return new Verdict(Fate.SUPERSEDED, Optional.of("revision " + superseded.by() + " was there before"));
        }
        if (verdict instanceof io.tradewatch.screening.Verdict.Conflicting conflicting) {
            return deadLetter(new StructuralDefect(
                    Reason.CONFLICTING_REVISION,
                    "revision " + conflicting.revision() + " was there before with other content"));
        }
        return verdict.defect()
                .map(RevisionResolver::deadLetter)
                .orElseGet(() -> new Verdict(Fate.SCREENED, Optional.empty()));
    }

    private static Verdict deadLetter(StructuralDefect defect) {
        return new Verdict(Fate.DEAD_LETTER, Optional.of(defect.toString()));
    }
}
