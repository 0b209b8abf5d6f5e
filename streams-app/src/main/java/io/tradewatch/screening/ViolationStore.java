package io.tradewatch.screening;

import io.tradewatch.state.StoredTransfer;
import io.tradewatch.state.StoredViolation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every published violation in the stores of a task.
 *
 * <p>The store {@value #VIOLATIONS} holds, for each transfer that ever had a violation, one row with the transfer's
 * record as it was read and one row per violation. The store {@value #REVISIONS} holds the newest revision of transfers
 * that were corrected or cancelled, whether or not they had violations, so that a stale revision never opens a
 * violation. Clean transfers that were never corrected are not stored. Used by one thread.
 */
public final class ViolationStore implements TransferMemory {
    public static final String VIOLATIONS = "violations-by-transfer";
    public static final String REVISIONS = "transfer-revisions";

    private static final byte TRANSFER_ROW = 0;
    private static final byte VIOLATION_ROW = 1;
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private final KeyValueStore<byte[], byte[]> violations;
    private final KeyValueStore<byte[], byte[]> revisions;
    private final SizeLimits limits;
    private final KnownTransfers known = new KnownTransfers();

    /** A store whose rows may have any size. */
    public ViolationStore(KeyValueStore<byte[], byte[]> violations, KeyValueStore<byte[], byte[]> revisions) {
        this(violations, revisions, SizeLimits.none());
    }

    /** @param limits the size limits of the stores' changelogs */
    public ViolationStore(
            KeyValueStore<byte[], byte[]> violations, KeyValueStore<byte[], byte[]> revisions, SizeLimits limits) {
        this.violations = violations;
        this.revisions = revisions;
        this.limits = limits;
        learnWhatIsKnown();
    }

    /** Fills the filter from the restored stores. */
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

    /** False if a transfer is certainly not stored; true if it may be. */
    boolean mayKnow(byte[] transferId) {
        return known.mayContain(transferId);
    }

    @Override
    public @Nullable StoredTransfer newest(byte[] transferId) {
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
    public @Nullable StoredTransfer violating(byte[] transferId) {
        return read(violations.get(transferRow(transferId)));
    }

    private static @Nullable StoredTransfer read(byte @Nullable [] row) {
        return row == null ? null : StoredTransfer.fromBytes(row);
    }

    @Override
    public Optional<String> misfit(TransferChange change) {
        byte[] transferId = change.transferId();
        StoredTransfer revision = change.revision();
        if (revision != null && !fits(transferId, revision.withoutValue())) {
            return Optional.of("the revision that would be remembered of it is larger than " + changelogLimit());
        }
        StoredTransfer violating = change.violating();
        if (violating != null && !fits(transferRow(transferId), violating)) {
            return Optional.of(
                    "the record that would be remembered of it is larger, compressed, than " + changelogLimit());
        }
        for (PublishedChange violation : change.violations()) {
            if (!fits(transferId, violation)) {
                return Optional.of("what would be remembered of its violation of "
                        + violation.stored().measureId() + " is larger than " + changelogLimit());
            }
        }
        return Optional.empty();
    }

    private boolean fits(byte[] key, StoredTransfer transfer) {
        return limits.takesAnyRowOf(key.length + transfer.mostBytes()) || limits.takesRow(key, transfer.toBytes());
    }

    private boolean fits(byte[] transferId, PublishedChange change) {
        byte[] key = violationRow(transferId, change.violation().getViolationId());
        StoredViolation stored = change.stored();
        return limits.takesAnyRowOf(key.length + stored.bytes()) || limits.takesRow(key, stored.toBytes());
    }

    private String changelogLimit() {
        return "the " + limits.changelogs().bytes() + " bytes that the changelogs take";
    }

    @Override
    public void rememberRevision(byte[] transferId, StoredTransfer transfer) {
        revisions.put(transferId, transfer.withoutValue().toBytes());
        known.add(transferId);
    }

    @Override
    public void rememberViolating(byte[] transferId, StoredTransfer transfer) {
        violations.put(transferRow(transferId), transfer.toBytes());
        known.add(transferId);
    }

    @Override
    public void rememberViolation(byte[] transferId, String violationId, StoredViolation violation) {
        violations.put(violationRow(transferId, violationId), violation.toBytes());
    }

    @Override
    public Map<String, StoredViolation> violationsOf(byte[] transferId) {
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
     * The next transfers that ever had violations, ordered by the bytes of their ids.
     *
     * @param after the id after which to continue; empty for the first
     * @param limit the maximum number of ids
     */
    public List<byte[]> transfersAfter(byte[] after, int limit) {
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
     * Deletes a transfer's violations that were withdrawn before a time, and the transfer's record if none is left.
     *
     * @param before the wall-clock time, in ms since the epoch
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

    /**
     * The id of the transfer to which a row belongs, in UTF-8; empty if it belongs to none.
     *
     * @param store the store's name
     * @param row the row's key
     */
    public static Optional<byte[]> transferOf(String store, byte[] row) {
        if (store.equals(REVISIONS)) {
            return Optional.of(row);
        }
        if (!store.equals(VIOLATIONS)) {
            return Optional.empty();
        }
        if (row[0] == TRANSFER_ROW) {
            return Optional.of(Arrays.copyOfRange(row, 1, row.length));
        }
        int length = ByteBuffer.wrap(row).getInt(1);
        int from = 1 + Integer.BYTES;
        return Optional.of(Arrays.copyOfRange(row, from, from + length));
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

    /** The length precedes the id, so that no id is a prefix of another transfer's rows. */
    private static byte[] violationRows(byte[] transferId) {
        return ByteBuffer.allocate(1 + Integer.BYTES + transferId.length)
                .put(VIOLATION_ROW)
                .putInt(transferId.length)
                .put(transferId)
                .array();
    }
}
