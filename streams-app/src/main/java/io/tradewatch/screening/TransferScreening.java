package io.tradewatch.screening;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.state.ContentHash;
import io.tradewatch.state.EncodedHash;
import io.tradewatch.state.StoredTransfer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies the revision rule to the records of a transfer: it decides which revision is in force, which records are
 * superseded or conflict, and which violations are open after each record. Live screening, rescreening, replay, files,
 * explanations and the API all use this class; they differ only in where transfers are stored. Used by one thread.
 *
 * <p>A transfer is stored if it ever had a violation, was corrected (a revision above 0) or was cancelled. Other
 * transfers are not stored: after a first clean record of revision 0, another record of revision 0 is screened like the
 * first.
 */
public final class TransferScreening {
    private final TransferMemory memory;
    private final Reconciliation reconciliation;
    private final Function<byte[], DecodeResult<WholeTransfer>> storedRecords;
    private final ContentHash contentHash;

    /** Why a transfer is screened. */
    public enum Occasion {
        /** Its record arrived. */
        ARRIVAL,
        /** The ruleset changed after its record had arrived, and the record was read from the log again. */
        LOOK_BACK,
        /**
         * The ruleset changed, and the stored record is screened again. A stored record cannot conflict with itself.
         */
        REMEMBERED
    }

    /** One record of a transfer, decoded only as far as needed. */
    interface Submission {
        /** The transfer's id in UTF-8. */
        byte[] transferId();

        /** The properties that the rules evaluate. */
        io.tradewatch.engine.model.Transfer deciding();

        /** The complete record; called at most once. */
        DecodeResult<WholeTransfer> whole();

        /** The record's offset. */
        long offset();

        /**
         * The record's value to store, which can be decoded without headers; an empty array if the value is not needed.
         */
        byte[] value(WholeTransfer whole);
    }

    /** Receives the changes of violations. */
    @FunctionalInterface
    interface Publication {
        /** Why a change cannot be published; empty if it can. */
        default Optional<String> misfit(PublishedChange change) {
            return Optional.empty();
        }

        /** Called when all changes of the record fit, before the first one is stored and published. */
        default void begin() {}

        /** Publishes a change. */
        void publish(PublishedChange change);
    }

    /**
     * @param memory stores transfers
     * @param codec writes and reads violations
     * @param storedRecords decodes the values of stored transfers
     */
    public TransferScreening(
            TransferMemory memory, ViolationCodec codec, Function<byte[], DecodeResult<WholeTransfer>> storedRecords) {
        this.memory = memory;
        this.contentHash = new ContentHash();
        this.reconciliation = new Reconciliation(memory, codec, contentHash);
        this.storedRecords = storedRecords;
    }

    /**
     * Screens one record, and stores what later records need. The changes of a record are stored and published all or
     * none: if one of them does not fit, none is, and the record is {@link Reason#TOO_LARGE}.
     *
     * @param submission the record; the part that is decoded so far has no defects
     * @param law the ruleset to screen with
     * @param occasion why the record is screened
     * @param now the wall-clock time, in ms since the epoch
     * @param publication receives each change of a violation, ordered by item, then measure
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

    /**
     * Compares hashes first, then the stored record itself: the record may have fields that were unknown to the release
     * that stored the hash.
     */
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
