package io.tradewatch.topology;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.records.DecodeResult;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import io.tradewatch.records.ViolationRecords;
import io.tradewatch.records.WholeTransfer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for the records of a transfer: which revision counts, what is superseded, what conflicts, and which
 * violations are open after each record. Live screening, screening again, replay, files, explanations and the API all go
 * through here; what differs is where transfers are remembered. Used by one thread.
 *
 * <p>Something is remembered of a transfer that ever had a violation, and of one that was corrected (a revision above 0) or
 * cancelled. Nothing is remembered of others: after a first record of revision 0 that is clean, another one of revision 0
 * is screened like the first.
 */
final class TransferScreening {
    private final TransferMemory memory;
    private final Reconciliation reconciliation;
    private final Function<byte[], DecodeResult<WholeTransfer>> storedRecords;
    private final ContentHash contentHash;

    /** Why a transfer is screened. */
    enum Occasion {
        /** Its record came in. */
        ARRIVAL,
        /** The law changed after it had come in, and its record was read again. */
        LOOK_BACK,
        /** The law changed, and what is remembered of it is screened again: that cannot conflict with itself. */
        REMEMBERED
    }

    /** One record of a transfer, of which no more is read than is needed. */
    interface Submission {
        /** The transfer's id in UTF-8. */
        byte[] transferId();

        /** What decides. */
        io.tradewatch.engine.model.Transfer deciding();

        /** The whole; called at most once. */
        DecodeResult<WholeTransfer> whole();

        /** Where the record stands. */
        long offset();

        /** A value of the record to be remembered, which can be read without headers; empty where that is not needed. */
        byte[] value(WholeTransfer whole);
    }

    /** Where the changes of violations go. */
    @FunctionalInterface
    interface Publication {
        /** Why a change cannot be published; empty where it can. */
        default Optional<String> misfit(PublishedChange change) {
            return Optional.empty();
        }

        /** Everything that the record changes fits. From here on it is remembered and published. */
        default void begin() {}

        /** Publishes a change. */
        void publish(PublishedChange change);
    }

    /**
     * @param memory where transfers are remembered
     * @param codec writes and reads violations
     * @param storedRecords reads the values of transfers that are remembered
     */
    TransferScreening(
            TransferMemory memory, ViolationCodec codec, Function<byte[], DecodeResult<WholeTransfer>> storedRecords) {
        this.memory = memory;
        this.contentHash = new ContentHash();
        this.reconciliation = new Reconciliation(memory, codec, contentHash);
        this.storedRecords = storedRecords;
    }

    /**
     * Screens one record, and remembers what later records need. What the record changes is remembered and published as a
     * whole: where a part of it does not fit, nothing is, and the record is {@link Reason#TOO_LARGE}.
     *
     * @param submission the record, free of defects as far as it was read
     * @param law what to screen with
     * @param occasion why
     * @param now the time by the clock, in ms since the epoch
     * @param publication is given each change of a violation, in the order of items, then measures
     */
    Verdict screen(Submission submission, CompiledRuleset law, Occasion occasion, long now, Publication publication) {
        StoredTransfer newest = memory.newest(submission.transferId());
        int revision = submission.deciding().revision();
        if (newest != null && newest.revision() > revision) {
            return new Verdict.Superseded(newest.revision());
        }
        List<Finding> findings = law.screening().screen(submission.deciding());
        if (findings.isEmpty() && newest == null && !isCorrection(submission.deciding())) {
            return new Verdict.Screened(true);
        }
        DecodeResult<WholeTransfer> outcome = submission.whole();
        if (outcome instanceof DecodeResult.Defective<WholeTransfer> defective) {
            return new Verdict.Unusable(defective.defect());
        }
        WholeTransfer whole = outcome.orElseThrow();
        byte[] hash = contentHash.of(whole.record());
        boolean isSeenBefore = newest != null && newest.revision() == revision;
        if (isSeenBefore && occasion != Occasion.REMEMBERED && !isSame(newest, whole.record(), hash)) {
            return new Verdict.Conflicting(revision);
        }
        boolean isCancelled = whole.record().getStatus() == TransferStatus.CANCELLED;
        StoredTransfer stored =
                new StoredTransfer(revision, isCancelled, hash, submission.offset(), submission.value(whole));
        TransferChange found = reconciliation.reconcile(
                submission.transferId(),
                stored,
                violations(whole, findings, law.index().lawVersion()),
                reasons(occasion, newest, isSeenBefore, isCancelled, law),
                isCancelled ? measureId -> false : law::isFrozen,
                now);
        TransferChange change =
                !isSeenBefore && isCorrection(submission.deciding()) ? found.withRevision(stored) : found;
        Optional<String> misfit = misfit(change, publication);
        if (misfit.isPresent()) {
            return new Verdict.Unusable(new StructuralDefect(Reason.TOO_LARGE, misfit.get()));
        }
        publication.begin();
        memory.remember(change);
        change.violations().forEach(publication::publish);
        return new Verdict.Screened(findings.isEmpty());
    }

    private Optional<String> misfit(TransferChange change, Publication publication) {
        if (change.misfit().isPresent()) {
            return change.misfit();
        }
        for (PublishedChange violation : change.violations()) {
            Optional<String> misfit = publication.misfit(violation);
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return memory.misfit(change);
    }

    private static boolean isCorrection(io.tradewatch.engine.model.Transfer transfer) {
        return transfer.revision() > 0 || transfer.status() == io.tradewatch.engine.model.TransferStatus.CANCELLED;
    }

    /** The stored record itself is asked too: its writer may have known fields that the release that stored it did not. */
    private boolean isSame(StoredTransfer stored, Transfer transfer, byte[] hash) {
        if (stored.says(hash)) {
            return true;
        }
        if (stored.value().length > 0
                && storedRecords.apply(stored.value()) instanceof DecodeResult.Decoded<WholeTransfer> before) {
            return Arrays.equals(contentHash.of(before.value().record()), hash);
        }
        return stored.hasEncodedHash() && stored.saysEncoded(EncodedHash.of(transfer));
    }

    private static Reasons reasons(
            Occasion occasion,
            @Nullable StoredTransfer newest,
            boolean isSeenBefore,
            boolean isCancelled,
            CompiledRuleset law) {
        if (isCancelled) {
            return Reasons.CANCELLED;
        }
        if (isSeenBefore || occasion != Occasion.ARRIVAL) {
            return Reasons.rescreened(law);
        }
        return newest == null ? Reasons.detected(law) : Reasons.CORRECTED;
    }

    private static List<Violation> violations(WholeTransfer whole, List<Finding> findings, String lawVersion) {
        if (findings.isEmpty()) {
            return List.of();
        }
        List<Violation> violations = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            violations.add(ViolationRecords.of(
                    whole.record(),
                    finding,
                    lawVersion,
                    0,
                    ViolationStatus.OPEN,
                    StatusReason.DETECTED,
                    Explanation.of(whole.screened(), finding)));
        }
        return violations;
    }
}
