package io.tradewatch.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The last state of one violation, as stored.
 *
 * <p>Rows of format 1 have the first release's hash, rows of format 2 a {@link ContentHash}; the rest is the same.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
public final class StoredViolation {
    private static final int HEAD_BYTES = 1 + 1 + 4 + 8 + ContentHash.BYTES + 4;

    private final byte format;
    private final boolean stands;
    private final int sequence;
    private final long changedAt;
    private final byte[] contentHash;
    private final String measureId;
    private final byte[] value;

    /**
     * @param stands whether the violation is open or updated, not withdrawn
     * @param sequence the last sequence published
     * @param changedAt the wall-clock time of its publication, in ms since the epoch
     * @param contentHash the {@link ContentHash} of the alert
     * @param measureId the measure, or {@code UNSCREENABLE}
     * @param value the last alert, in the registry's wire format
     */
    public StoredViolation(
            boolean stands, int sequence, long changedAt, byte[] contentHash, String measureId, byte[] value) {
        this(StateFormat.CANONICAL_HASH, stands, sequence, changedAt, contentHash, measureId, value);
    }

    private StoredViolation(
            byte format,
            boolean stands,
            int sequence,
            long changedAt,
            byte[] contentHash,
            String measureId,
            byte[] value) {
        this.format = format;
        this.stands = stands;
        this.sequence = sequence;
        this.changedAt = changedAt;
        this.contentHash = contentHash;
        this.measureId = measureId;
        this.value = value;
    }

    public boolean stands() {
        return stands;
    }

    public int sequence() {
        return sequence;
    }

    public long changedAt() {
        return changedAt;
    }

    public String measureId() {
        return measureId;
    }

    public byte[] value() {
        return value;
    }

    /**
     * The {@link ContentHash} of the alert; empty if the row is older than such hashes and its value must be decoded.
     */
    public Optional<byte[]> contentHash() {
        return format == StateFormat.CANONICAL_HASH ? Optional.of(contentHash) : Optional.empty();
    }

    /** The length of its row, in bytes. */
    public long bytes() {
        return (long) HEAD_BYTES + measureId.getBytes(StandardCharsets.UTF_8).length + value.length;
    }

    public byte[] toBytes() {
        byte[] measure = measureId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + measure.length + value.length)
                .put(format)
                .put((byte) (stands ? 1 : 0))
                .putInt(sequence)
                .putLong(changedAt)
                .put(contentHash)
                .putInt(measure.length)
                .put(measure)
                .put(value)
                .array();
    }

    public static StoredViolation fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = StateFormat.require(StateFormat.CANONICAL_HASH, buffer.get());
        boolean stands = buffer.get() == 1;
        int sequence = buffer.getInt();
        long changedAt = buffer.getLong();
        byte[] hash = new byte[ContentHash.BYTES];
        buffer.get(hash);
        byte[] measure = new byte[buffer.getInt()];
        buffer.get(measure);
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return new StoredViolation(
                format, stands, sequence, changedAt, hash, new String(measure, StandardCharsets.UTF_8), value);
    }
}
