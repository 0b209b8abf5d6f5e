package io.tradewatch.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The stored state of a transfer: its newest revision and, if it ever had violations, the record itself. The record
 * allows rescreening after it is older than the look-back.
 *
 * <p>Rows of format 1 have the first release's hash, rows of format 2 a {@link ContentHash}; the rest is the same. Rows
 * of format 3 are rows of format 2 whose record is compressed: {@value #COMPRESSED_FROM} bytes or more, as its length
 * and its deflated bytes.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
public final class StoredTransfer {
    /** Records of fewer bytes are stored uncompressed: compressing them would cost more than it saves. */
    static final int COMPRESSED_FROM = 16 * 1024;

    private static final int HEAD_BYTES = 1 + 1 + 4 + ContentHash.BYTES + 8;
    private static final int BUFFER = 16 * 1024;

    private final byte hashFormat;
    private final int revision;
    private final boolean cancelled;
    private final byte[] contentHash;
    private final long offset;
    private final byte[] value;

    /**
     * @param revision the newest revision seen
     * @param cancelled whether that revision cancelled the transfer
     * @param contentHash the {@link ContentHash} of that revision
     * @param offset the offset from which it was read
     * @param value the record's value as it was read; empty if only the revision is stored
     */
    public StoredTransfer(int revision, boolean cancelled, byte[] contentHash, long offset, byte[] value) {
        this(StateFormat.CANONICAL_HASH, revision, cancelled, contentHash, offset, value);
    }

    private StoredTransfer(
            byte hashFormat, int revision, boolean cancelled, byte[] contentHash, long offset, byte[] value) {
        this.hashFormat = hashFormat;
        this.revision = revision;
        this.cancelled = cancelled;
        this.contentHash = contentHash;
        this.offset = offset;
        this.value = value;
    }

    public int revision() {
        return revision;
    }

    boolean cancelled() {
        return cancelled;
    }

    public long offset() {
        return offset;
    }

    public byte[] value() {
        return value;
    }

    /** Whether its content has this hash; false if the row is older than {@link ContentHash}. */
    public boolean says(byte[] otherContentHash) {
        return hashFormat == StateFormat.CANONICAL_HASH && Arrays.equals(contentHash, otherContentHash);
    }

    /** Whether it has a hash of the first release's format that equals this one. */
    public boolean saysEncoded(byte[] otherEncodedHash) {
        return hashFormat == StateFormat.ENCODED_HASH && Arrays.equals(contentHash, otherEncodedHash);
    }

    /** Whether its hash has the first release's format. */
    public boolean hasEncodedHash() {
        return hashFormat == StateFormat.ENCODED_HASH;
    }

    /** A copy without the record. */
    public StoredTransfer withoutValue() {
        return new StoredTransfer(hashFormat, revision, cancelled, contentHash, offset, new byte[0]);
    }

    /** The maximum length of its row, in bytes. */
    public long mostBytes() {
        return (long) HEAD_BYTES + value.length;
    }

    public byte[] toBytes() {
        if (hashFormat == StateFormat.CANONICAL_HASH && value.length >= COMPRESSED_FROM) {
            byte[] deflated = deflated(value);
            if (Integer.BYTES + deflated.length < value.length) {
                return head(StateFormat.COMPRESSED, Integer.BYTES + deflated.length)
                        .putInt(value.length)
                        .put(deflated)
                        .array();
            }
        }
        return head(hashFormat, value.length).put(value).array();
    }

    private ByteBuffer head(byte format, int following) {
        return ByteBuffer.allocate(HEAD_BYTES + following)
                .put(format)
                .put((byte) (cancelled ? 1 : 0))
                .putInt(revision)
                .put(contentHash)
                .putLong(offset);
    }

    public static StoredTransfer fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = StateFormat.require(StateFormat.COMPRESSED, buffer.get());
        boolean cancelled = buffer.get() == 1;
        int revision = buffer.getInt();
        byte[] hash = new byte[ContentHash.BYTES];
        buffer.get(hash);
        long offset = buffer.getLong();
        if (format == StateFormat.COMPRESSED) {
            byte[] value = inflated(buffer.getInt(), bytes, buffer.position());
            return new StoredTransfer(StateFormat.CANONICAL_HASH, revision, cancelled, hash, offset, value);
        }
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return new StoredTransfer(format, revision, cancelled, hash, offset, value);
    }

    /**
     * The result is at most as long as the input, rounded up to a buffer. A longer result is cut, and the caller does
     * not use it.
     */
    private static byte[] deflated(byte[] value) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(value);
            deflater.finish();
            byte[] result = new byte[BUFFER];
            int length = 0;
            while (!deflater.finished() && length < value.length) {
                if (length == result.length) {
                    result = Arrays.copyOf(result, (int) Math.min(2L * length, value.length + (long) BUFFER));
                }
                length += deflater.deflate(result, length, result.length - length);
            }
            return Arrays.copyOf(result, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(int length, byte[] bytes, int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            byte[] result = new byte[length];
            int filled = 0;
            while (filled < length) {
                int more = inflater.inflate(result, filled, length - filled);
                if (more == 0) {
                    throw new IllegalStateException("a stored transfer has " + filled + " bytes, expected " + length);
                }
                filled += more;
            }
            return result;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored transfer cannot be decompressed", e);
        } finally {
            inflater.end();
        }
    }
}
