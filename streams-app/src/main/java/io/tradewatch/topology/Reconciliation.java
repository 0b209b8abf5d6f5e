package io.tradewatch.topology;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.model.Doubt;
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
 * Tells what makes the open violations of one transfer those that the rules find in it. It writes nothing. Used by one
 * thread.
 *
 * <p>A violation is encoded once, where it changes; whether it changes is told by its content, without encoding it.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final Comparator<PublishedChange> BY_ITEM_THEN_MEASURE = Comparator.comparing(
            PublishedChange::violation,
            Comparator.comparingInt(Violation::getItemNumber).thenComparing(Violation::getMeasureId));

    /**
     * How large the alerts of one transfer may be together: they are in memory at once, beside as much for the store. A
     * thousand alerts of some kilobytes each fit; a thousand that each repeat a party of half a megabyte do not.
     */
    static final int MOST_BYTES = 32 << 20;

    /** What is told of an item or a transfer as a whole only where measures concern it; the other doubts need none. */
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
     * What makes the open violations of a transfer those that were found, in the order of items, then measures.
     *
     * @param transferId the transfer's id in UTF-8
     * @param transfer what to remember of the transfer, with its record
     * @param found what the rules find now; their sequence, status and reason are set here
     * @param reasons what to give as the reason of each change
     * @param isFrozen by measureId, whether open violations that were not found, or not with every doubt that measures are
     *     the reason for, stay as they are: the measure cannot be judged by now
     * @param now the time by the clock, in ms since the epoch
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
