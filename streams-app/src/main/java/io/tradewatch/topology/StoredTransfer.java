package io.tradewatch.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a store remembers of a transfer: its newest revision and, where it ever had violations, the record itself, so
 * that it can be judged again after the record has left the look-back.
 *
 * <p>Rows of format 1 have the first release's hash, rows of format 2 a {@link ContentHash}; the rest is the same.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
final class StoredTransfer {
    private static final int HEAD_BYTES = 1 + 1 + 4 + ContentHash.BYTES + 8;

    private final byte format;
    private final int revision;
    private final boolean cancelled;
    private final byte[] contentHash;
    private final long offset;
    private final byte[] value;

    /**
     * @param revision the newest revision seen
     * @param cancelled whether that revision cancelled the transfer
     * @param contentHash the {@link ContentHash} of that revision
     * @param offset the offset that it was read from
     * @param value the record's value as it was read; empty where only the revision is remembered
     */
    StoredTransfer(int revision, boolean cancelled, byte[] contentHash, long offset, byte[] value) {
        this(StateFormat.CANONICAL_HASH, revision, cancelled, contentHash, offset, value);
    }

    private StoredTransfer(
            byte format, int revision, boolean cancelled, byte[] contentHash, long offset, byte[] value) {
        this.format = format;
        this.revision = revision;
        this.cancelled = cancelled;
        this.contentHash = contentHash;
        this.offset = offset;
        this.value = value;
    }

    int revision() {
        return revision;
    }

    boolean cancelled() {
        return cancelled;
    }

    long offset() {
        return offset;
    }

    byte[] value() {
        return value;
    }

    /** Whether its content has this hash; false where the row is older than such hashes. */
    boolean says(byte[] otherContentHash) {
        return format == StateFormat.CANONICAL_HASH && Arrays.equals(contentHash, otherContentHash);
    }

    /** Whether it has the hash of the first release, and that is this one. */
    boolean saysEncoded(byte[] otherEncodedHash) {
        return format == StateFormat.ENCODED_HASH && Arrays.equals(contentHash, otherEncodedHash);
    }

    /** Whether its hash is that of the first release. */
    boolean hasEncodedHash() {
        return format == StateFormat.ENCODED_HASH;
    }

    /** The same without the record itself. */
    StoredTransfer withoutValue() {
        return new StoredTransfer(format, revision, cancelled, contentHash, offset, new byte[0]);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(HEAD_BYTES + value.length)
                .put(format)
                .put((byte) (cancelled ? 1 : 0))
                .putInt(revision)
                .put(contentHash)
                .putLong(offset)
                .put(value)
                .array();
    }

    static StoredTransfer fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = StateFormat.require(StateFormat.CANONICAL_HASH, buffer.get());
        boolean cancelled = buffer.get() == 1;
        int revision = buffer.getInt();
        byte[] hash = new byte[ContentHash.BYTES];
        buffer.get(hash);
        long offset = buffer.getLong();
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return new StoredTransfer(format, revision, cancelled, hash, offset, value);
    }
}
