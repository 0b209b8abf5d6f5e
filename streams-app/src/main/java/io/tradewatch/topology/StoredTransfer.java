package io.tradewatch.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a store remembers of a transfer: its newest revision and, where it ever had violations, the record itself, so
 * that it can be judged again after the record has left the look-back.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
final class StoredTransfer {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + 1 + 4 + ContentHash.BYTES + 8;

    private final int revision;
    private final boolean cancelled;
    private final byte[] contentHash;
    private final long offset;
    private final byte[] value;

    /**
     * @param revision the newest revision seen
     * @param cancelled whether that revision cancelled the transfer
     * @param contentHash hash of that revision's content
     * @param offset the offset that it was read from
     * @param value the record's value as it was read; empty where only the revision is remembered
     */
    StoredTransfer(int revision, boolean cancelled, byte[] contentHash, long offset, byte[] value) {
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

    boolean says(byte[] otherContentHash) {
        return Arrays.equals(contentHash, otherContentHash);
    }

    /** The same without the record itself. */
    StoredTransfer withoutValue() {
        return new StoredTransfer(revision, cancelled, contentHash, offset, new byte[0]);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(HEAD_BYTES + value.length)
                .put(FORMAT)
                .put((byte) (cancelled ? 1 : 0))
                .putInt(revision)
                .put(contentHash)
                .putLong(offset)
                .put(value)
                .array();
    }

    static StoredTransfer fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        StateFormat.require(FORMAT, buffer.get());
        boolean cancelled = buffer.get() == 1;
        int revision = buffer.getInt();
        byte[] hash = new byte[ContentHash.BYTES];
        buffer.get(hash);
        long offset = buffer.getLong();
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return new StoredTransfer(revision, cancelled, hash, offset, value);
    }
}
