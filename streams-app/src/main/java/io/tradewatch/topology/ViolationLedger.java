package io.tradewatch.topology;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every violation that was published, and says what has to be published so that the open ones are those that
 * the rules find now.
 *
 * <p>The store {@value #VIOLATIONS} holds, for each transfer that ever had a violation, one row with the transfer as it
 * was read and one row for each violation. The store {@value #REVISIONS} holds the newest revision of transfers that were
 * corrected or cancelled, whether or not they had violations, so that a stale revision never opens anything. Clean
 * transfers that were never corrected leave nothing behind. Used by one thread.
 */
final class ViolationLedger {
    static final String VIOLATIONS = "violations-by-transfer";
    static final String REVISIONS = "transfer-revisions";

    private static final byte TRANSFER_ROW = 0;
    private static final byte VIOLATION_ROW = 1;
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();
    private static final Comparator<PublishedChange> BY_ITEM_THEN_MEASURE = Comparator.comparing(
            PublishedChange::violation,
            Comparator.comparingInt(Violation::getItemNumber).thenComparing(Violation::getMeasureId));

    private final KeyValueStore<byte[], byte[]> violations;
    private final KeyValueStore<byte[], byte[]> revisions;
    private final ViolationCodec codec;
    private final KnownTransfers known = new KnownTransfers();

    ViolationLedger(
            KeyValueStore<byte[], byte[]> violations, KeyValueStore<byte[], byte[]> revisions, ViolationCodec codec) {
        this.violations = violations;
        this.revisions = revisions;
        this.codec = codec;
        learnWhatIsKnown();
    }

    /** From stores that are restored by now. */
    private void learnWhatIsKnown() {
        try (KeyValueIterator<byte[], byte[]> rows =
                violations.range(new byte[] {TRANSFER_ROW}, new byte[] {VIOLATION_ROW})) {
            while (rows.hasNext()) {
                byte[] key = rows.next().key;
                known.add(Arrays.copyOfRange(key, 1, key.length));
            }
        }
        try (KeyValueIterator<byte[], byte[]> rows = revisions.all()) {
            while (rows.hasNext()) {
                known.add(rows.next().key);
            }
        }
    }

    /** False where nothing is remembered of a transfer; true where something may be. */
    boolean mayKnow(byte[] transferId) {
        return known.mayContain(transferId);
    }

    /** The newest revision of a transfer that is remembered; null when nothing is. */
    @Nullable StoredTransfer newest(byte[] transferId) {
        if (!mayKnow(transferId)) {
            return null;
        }
        StoredTransfer corrected = read(revisions.get(transferId));
        StoredTransfer violating = violating(transferId);
        if (corrected == null || (violating != null && violating.revision() >= corrected.revision())) {
            return violating;
        }
        return corrected;
    }

    /** The transfer with its record, if it ever had violations; null otherwise. */
    @Nullable StoredTransfer violating(byte[] transferId) {
        return read(violations.get(transferRow(transferId)));
    }

    private static @Nullable StoredTransfer read(byte @Nullable [] row) {
        return row == null ? null : StoredTransfer.fromBytes(row);
    }

    /** Remembers that a transfer was corrected or cancelled. */
    void rememberRevision(byte[] transferId, StoredTransfer transfer) {
        revisions.put(transferId, transfer.withoutValue().toBytes());
        known.add(transferId);
    }

    /**
     * Makes the open violations of a transfer those that were found, and returns what is to be published for that, in
     * the order of items, then measures.
     *
     * @param transferId the transfer's id in UTF-8
     * @param transfer what to remember of the transfer, with its record
     * @param found what the rules find now; life cycle fields are not looked at
     * @param reasons what to give as the reason of each change
     * @param now the time by the clock, in ms since the epoch
     * @param isFrozen by measureId, whether open violations that were not found stay as they are: the measure cannot be
     *     judged by now
     */
    List<PublishedChange> reconcile(
            byte[] transferId,
            StoredTransfer transfer,
            List<Violation> found,
            Reasons reasons,
            long now,
            Predicate<String> isFrozen) {
        Map<String, StoredViolation> stored = violationsOf(transferId);
        if (stored.isEmpty() && found.isEmpty()) {
            return List.of();
        }
        violations.put(transferRow(transferId), transfer.toBytes());
        known.add(transferId);
        List<PublishedChange> changes = new ArrayList<>();
        for (Violation violation : found) {
            StoredViolation before = stored.remove(violation.getViolationId());
            byte[] hash = contentHash(violation);
            if (before == null || !before.stands()) {
                int sequence = before == null ? 0 : before.sequence() + 1;
                change(violation, sequence, ViolationStatus.OPEN, reasons.opened());
            } else if (!before.says(hash)) {
                change(violation, before.sequence() + 1, ViolationStatus.UPDATED, reasons.updated());
            } else {
                continue;
            }
            changes.add(write(transferId, violation, true, hash, now));
        }
        for (StoredViolation gone : stored.values()) {
            if (gone.stands() && !isFrozen.test(gone.measureId())) {
                Violation violation = codec.decode(gone.value());
                change(
                        violation,
                        gone.sequence() + 1,
                        ViolationStatus.WITHDRAWN,
                        reasons.withdrawn().apply(gone.measureId()));
                changes.add(write(transferId, violation, false, contentHash(violation), now));
            }
        }
        changes.sort(BY_ITEM_THEN_MEASURE);
        return changes;
    }

    private static void change(Violation violation, int sequence, ViolationStatus status, StatusReason reason) {
        violation.setSequence(sequence);
        violation.setStatus(status);
        violation.setStatusReason(reason);
    }

    /** By violationId, in its order. */
    Map<String, StoredViolation> violationsOf(byte[] transferId) {
        Map<String, StoredViolation> result = new TreeMap<>();
        if (!mayKnow(transferId) || violations.get(transferRow(transferId)) == null) {
            return result;
        }
        byte[] prefix = violationRows(transferId);
        try (KeyValueIterator<byte[], byte[]> rows = violations.prefixScan(prefix, BYTES)) {
            while (rows.hasNext()) {
                KeyValue<byte[], byte[]> row = rows.next();
                String violationId = HexFormat.of().formatHex(row.key, prefix.length, row.key.length);
                result.put(violationId, StoredViolation.fromBytes(row.value));
            }
        }
        return result;
    }

    /**
     * The next transfers that ever had violations, in the order of their ids' bytes.
     *
     * @param after the id to go on after; empty for the first
     * @param limit how many at most
     */
    List<byte[]> transfersAfter(byte[] after, int limit) {
        List<byte[]> result = new ArrayList<>();
        byte[] from = after.length == 0 ? transferRow(after) : Arrays.copyOf(transferRow(after), after.length + 2);
        try (KeyValueIterator<byte[], byte[]> rows = violations.range(from, new byte[] {VIOLATION_ROW})) {
            while (rows.hasNext() && result.size() < limit) {
                byte[] key = rows.next().key;
                result.add(Arrays.copyOfRange(key, 1, key.length));
            }
        }
        return result;
    }

    /**
     * Forgets a transfer's violations that were withdrawn before a time, and the transfer's record when none is left.
     *
     * @param before by the clock, in ms since the epoch
     */
    void forgetWithdrawn(byte[] transferId, long before) {
        int left = 0;
        for (Map.Entry<String, StoredViolation> row : violationsOf(transferId).entrySet()) {
            if (!row.getValue().stands() && row.getValue().changedAt() < before) {
                violations.delete(violationRow(transferId, row.getKey()));
            } else {
                left++;
            }
        }
        if (left == 0) {
            violations.delete(transferRow(transferId));
        }
    }

    private PublishedChange write(byte[] transferId, Violation violation, boolean stands, byte[] hash, long now) {
        byte[] value = codec.encode(violation);
        violations.put(
                violationRow(transferId, violation.getViolationId()),
                new StoredViolation(stands, violation.getSequence(), now, hash, violation.getMeasureId(), value)
                        .toBytes());
        return new PublishedChange(violation, value);
    }

    /**
     * Hash of what a violation says apart from its life cycle. The version of the law is left out too: it tells which
     * tables were used, changes with every publication of any of them, and is no change of the violation.
     */
    private byte[] contentHash(Violation violation) {
        int sequence = violation.getSequence();
        ViolationStatus status = violation.getStatus();
        StatusReason reason = violation.getStatusReason();
        String lawVersion = violation.getLawVersion();
        violation.setSequence(0);
        violation.setStatus(ViolationStatus.OPEN);
        violation.setStatusReason(StatusReason.DETECTED);
        violation.setLawVersion("");
        byte[] hash = ContentHash.of(codec.encode(violation));
        violation.setSequence(sequence);
        violation.setStatus(status);
        violation.setStatusReason(reason);
        violation.setLawVersion(lawVersion);
        return hash;
    }

    private static byte[] transferRow(byte[] transferId) {
        return ByteBuffer.allocate(1 + transferId.length)
                .put(TRANSFER_ROW)
                .put(transferId)
                .array();
    }

    private static byte[] violationRow(byte[] transferId, String violationId) {
        byte[] prefix = violationRows(transferId);
        byte[] id = HexFormat.of().parseHex(violationId);
        return ByteBuffer.allocate(prefix.length + id.length)
                .put(prefix)
                .put(id)
                .array();
    }

    /** The length stands before the id, so that no id is the beginning of another's rows. */
    private static byte[] violationRows(byte[] transferId) {
        return ByteBuffer.allocate(1 + Integer.BYTES + transferId.length)
                .put(VIOLATION_ROW)
                .putInt(transferId.length)
                .put(transferId)
                .array();
    }
}
