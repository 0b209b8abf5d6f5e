package io.tradewatch.ops.api;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.ops.api.TransferLog.Logged;
import io.tradewatch.records.AvroJson;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.screening.Screening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which record of a transfer counts, and what becomes of the others, as the application would judge them with the law as
 * it is now.
 *
 * @param verdicts one for each record, in their order
 * @param counting which record is taken for the transfer, counted from 0; empty where none can be used
 */
record Succession(List<Verdict> verdicts, OptionalInt counting) {
    /** What becomes of a record. */
    enum Fate {
        SCREENED,
        SUPERSEDED,
        DEAD_LETTER
    }

    /** @param why what is wrong, or which revision is higher; empty for what is screened */
    record Verdict(Fate fate, Optional<String> why) {}

    /** @param records in the order of their offsets */
    static Succession of(List<Logged> records, Screening screening) {
        List<Verdict> verdicts = new ArrayList<>(records.size());
        OptionalInt counting = OptionalInt.empty();
        Transfer remembered = null;
        for (Logged record : records) {
            Verdict verdict = judge(record, remembered);
            verdicts.add(verdict);
            if (verdict.fate() == Fate.SCREENED) {
                counting = OptionalInt.of(verdicts.size() - 1);
                Transfer transfer = record.transfer().orElseThrow();
                remembered = isRemembered(transfer, screening) ? transfer : remembered;
            }
        }
        return new Succession(List.copyOf(verdicts), counting);
    }

    private static Verdict judge(Logged record, @Nullable Transfer remembered) {
        Optional<StructuralDefect> defect = record.transfer().problem();
        if (defect.isPresent()) {
            return new Verdict(Fate.DEAD_LETTER, Optional.of(defect.get().toString()));
        }
        Transfer transfer = record.transfer().orElseThrow();
        if (remembered != null && remembered.getRevision() > transfer.getRevision()) {
            return new Verdict(
                    Fate.SUPERSEDED, Optional.of("revision " + remembered.getRevision() + " was there before"));
        }
        if (remembered != null
                && remembered.getRevision() == transfer.getRevision()
                && !AvroJson.write(remembered).equals(AvroJson.write(transfer))) {
            return new Verdict(
                    Fate.DEAD_LETTER,
                    Optional.of(Reason.CONFLICTING_REVISION + ": revision " + transfer.getRevision()
                            + " was there before with other content"));
        }
        return new Verdict(Fate.SCREENED, Optional.empty());
    }

    /** Of transfers that are clean, stand and were never corrected nothing is remembered. */
    private static boolean isRemembered(Transfer transfer, Screening screening) {
        return transfer.getRevision() > 0
                || transfer.getStatus() == TransferStatus.CANCELLED
                || TransferMapping.toScreening(transfer)
                        .found()
                        .filter(screenable -> !screening.screen(screenable).isEmpty())
                        .isPresent();
    }
}
