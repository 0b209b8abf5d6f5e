package io.tradewatch.screening;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.state.ContentHash;
import io.tradewatch.state.StoredTransfer;
import io.tradewatch.state.StoredViolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Computes the changes between the open violations of one transfer and the violations that the rules find in it. It
 * writes nothing. Used by one thread.
 *
 * <p>Changes are detected by comparing content hashes, without encoding. Only a violation that changes is encoded,
 * once.
 */
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final Comparator<PublishedChange> BY_ITEM_THEN_MEASURE = Comparator.comparing(
            PublishedChange::violation,
            Comparator.comparingInt(Violation::getItemNumber).thenComparing(Violation::getMeasureId));

    /**
     * The maximum total size of the alerts of one transfer, in bytes. All of them are in memory at the same time,
     * together with store rows of the same size. A thousand alerts of a few kilobytes each fit. A thousand alerts that
     * each repeat a party of half a megabyte do not fit.
     */
    static final int MOST_BYTES = 32 << 20;

    /**
     * The doubts that are reported for an item or a transfer only if measures apply to it; the other doubts do not
     * depend on measures.
     */
    private static final Set<String> OF_MEASURES = Stream.of(
                    Doubt.MISSING_CODE, Doubt.UNUSABLE_CODE, Doubt.TOO_MANY_FINDINGS)
            .map(Doubt::name)
            .collect(Collectors.toUnmodifiableSet());

    private final TransferMemory memory;
    private final ViolationCodec codec;
    private final ContentHash contentHash;

    Reconciliation(TransferMemory memory, ViolationCodec codec, ContentHash contentHash) {
        this.memory = memory;
        this.codec = codec;
        this.contentHash = contentHash;
    }

    /**
     * Computes the changes that replace the open violations of a transfer by those that were found, ordered by item,
     * then measure.
     *
     * @param transferId the transfer's id in UTF-8
     * @param transfer the state to store for the transfer, with its record
     * @param found the violations that the rules find now; this method sets their sequence, status and reason
     * @param reasons the reason to set for each change
     * @param isFrozen by measureId, whether the measure cannot be evaluated now. Its open violations then stay
     *     unchanged if they were not found, or were found without a doubt that depends on measures
     * @param now the wall-clock time, in ms since the epoch
     */
    TransferChange reconcile(
            byte[] transferId,
            StoredTransfer transfer,
            List<Violation> found,
            Reasons reasons,
            Predicate<String> isFrozen,
            long now) {
        Map<String, StoredViolation> stored = memory.violationsOf(transferId);
        if (stored.isEmpty() && found.isEmpty()) {
            return TransferChange.none(transferId);
        }
        List<PublishedChange> changes = new ArrayList<>();
        long bytes = 0;
        for (Violation violation : found) {
            StoredViolation before = stored.remove(violation.getViolationId());
            byte[] hash = contentHash.of(violation);
            if (before == null || !before.stands()) {
                int sequence = before == null ? 0 : before.sequence() + 1;
                change(violation, sequence, ViolationStatus.OPEN, reasons.opened());
            } else if (!Arrays.equals(hash, hashOf(before))
                    && !(isFrozen.test(before.measureId()) && losesDoubtOfMeasures(before, violation))) {
                change(violation, before.sequence() + 1, ViolationStatus.UPDATED, reasons.updated());
            } else {
                continue;
            }
            PublishedChange change = changed(violation, true, hash, now);
            bytes += change.value().length;
            if (bytes > MOST_BYTES) {
                return tooLarge(transferId, found.size());
            }
            changes.add(change);
        }
        for (StoredViolation gone : stored.values()) {
            if (gone.stands() && !isFrozen.test(gone.measureId())) {
                Violation violation = codec.decode(gone.value());
                change(
                        violation,
                        gone.sequence() + 1,
                        ViolationStatus.WITHDRAWN,
                        reasons.withdrawn().apply(gone.measureId()));
                PublishedChange change = changed(violation, false, contentHash.of(violation), now);
                bytes += change.value().length;
                if (bytes > MOST_BYTES) {
                    return tooLarge(transferId, found.size());
                }
                changes.add(change);
            }
        }
        changes.sort(BY_ITEM_THEN_MEASURE);
        return TransferChange.of(transferId, transfer, changes);
    }

    private static TransferChange tooLarge(byte[] transferId, int found) {
        return TransferChange.tooLarge(
                transferId,
                "the alerts of its " + found + " violations take more than " + MOST_BYTES
                        + " bytes together, as each has the texts of the transfer; shorten them, or divide the transfer");
    }

    private boolean losesDoubtOfMeasures(StoredViolation before, Violation found) {
        return codec.decode(before.value()).getDoubts().stream()
                .anyMatch(doubt ->
                        OF_MEASURES.contains(doubt) && !found.getDoubts().contains(doubt));
    }

    private byte[] hashOf(StoredViolation stored) {
        return stored.contentHash().orElseGet(() -> contentHash.of(codec.decode(stored.value())));
    }

    private static void change(Violation violation, int sequence, ViolationStatus status, StatusReason reason) {
        violation.setSequence(sequence);
        violation.setStatus(status);
        violation.setStatusReason(reason);
    }

    private PublishedChange changed(Violation violation, boolean stands, byte[] hash, long now) {
        log(violation);
        return new PublishedChange(
                violation,
                new StoredViolation(
                        stands, violation.getSequence(), now, hash, violation.getMeasureId(), codec.encode(violation)));
    }

    private static void log(Violation change) {
        if (LOG.isDebugEnabled()) {
            MDC.put("transferId", change.getTransferId());
            MDC.put("violationId", change.getViolationId());
            try {
                LOG.debug(
                        "{} {} by {}, {}",
                        change.getType(),
                        change.getStatus(),
                        change.getMeasureId(),
                        change.getStatusReason());
            } finally {
                MDC.remove("transferId");
                MDC.remove("violationId");
            }
        }
    }
}
