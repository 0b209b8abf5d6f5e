package io.tradewatch.codec;

import io.tradewatch.codec.registry.LongDecimalException;
import io.tradewatch.codec.registry.SchemaSize;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro from untrusted bytes. Unlike Avro's own decoder, it detects the same errors whether a field is read or
 * skipped: negative lengths, lengths and counts above the number of remaining bytes, and booleans other than 0 and 1.
 * The set of malformed values therefore does not depend on the fields that a reader wants. The decoder allocates
 * nothing for an impossible length.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class StrictDecoder extends Decoder {
    private static final int MAX_VARINT_BITS_INT = 35;
    private static final int MAX_VARINT_BITS_LONG = 70;

    private byte[] bytes = new byte[0];
    private int position;
    private int depth;

    /** Sets the bytes to read, from an offset; does not copy them. */
    void reset(byte[] source, int offset) {
        bytes = source;
        position = offset;
        depth = 0;
    }

    /**
     * Enters a container of a recursive schema; fails when the nesting is deeper than {@link SchemaSize#MOST_DEPTH}.
     */
    void descend() throws IOException {
        depth++;
        if (depth > SchemaSize.MOST_DEPTH) {
            throw new IOException("the value is nested more than " + SchemaSize.MOST_DEPTH + " deep");
        }
    }

    /** Leaves a container. */
    void ascend() {
        depth--;
    }

    /** The offset of the next byte. */
    int position() {
        return position;
    }

    @Override
    public int remainingBytes() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {
        // null takes no bytes
    }

    @Override
    public boolean readBoolean() throws IOException {
        byte b = bytes[advance(1)];
        if (b != 0 && b != 1) {
            throw new IOException("a boolean is " + b + ", expected 0 or 1");
        }
        return b == 1;
    }

    @Override
    public int readInt() throws IOException {
        long n = readVarint(MAX_VARINT_BITS_INT);
        if (n >>> Integer.SIZE != 0) {
            throw new IOException("an int has more than 32 bits");
        }
        return (int) (n >>> 1) ^ -(int) (n & 1);
    }

    @Override
    public long readLong() throws IOException {
        long n = readVarint(MAX_VARINT_BITS_LONG);
        return (n >>> 1) ^ -(n & 1);
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) readLittleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(readLittleEndian(Double.BYTES));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        int length = readLength();
        Utf8 text = old == null ? new Utf8() : old;
        text.setByteLength(length);
        System.arraycopy(bytes, advance(length), text.getBytes(), 0, length);
        return text;
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        advance(readLength());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        int length = readLength();
        byte[] copy = new byte[length];
        System.arraycopy(bytes, advance(length), copy, 0, length);
        return ByteBuffer.wrap(copy);
    }

    /**
     * Reads a decimal in Avro's encoding: the unscaled value as big-endian bytes.
     *
     * @param scale the number of digits after the decimal point
     * @throws NumberFormatException when there are no bytes
     * @throws LongDecimalException when there are more than {@value LongDecimalException#MOST_BYTES}
     */
    BigDecimal readDecimal(int scale) throws IOException {
        int length = readLength();
        int start = advance(length);
        if (length == 0) {
            throw new NumberFormatException("a decimal has no digits");
        }
        LongDecimalException.requireShort(length);
        if (length > Long.BYTES) {
            return new BigDecimal(new BigInteger(bytes, start, length), scale);
        }
        long digits = bytes[start];
        for (int i = 1; i < length; i++) {
            digits = (digits << Byte.SIZE) | (bytes[start + i] & 0xFFL);
        }
        return BigDecimal.valueOf(digits, scale);
    }

    /**
     * Skips a string or bytes; the caller can then inspect them in place.
     *
     * @return their length; they end at the current position
     */
    int pass() throws IOException {
        int length = readLength();
        advance(length);
        return length;
    }

    /** Whether the bytes skipped last end with these bytes; they must be at least as long. */
    boolean endsHere(byte[] text) {
        return Arrays.equals(bytes, position - text.length, position, text, 0, text.length);
    }

    /** Whether the last {@code count} bytes skipped are all ASCII. */
    boolean isAsciiBack(int count) {
        int all = 0;
        for (int i = position - count; i < position; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** Returns a skipped byte, counted backwards: 1 is the last one. */
    byte back(int count) {
        return bytes[position - count];
    }

    @Override
    public void skipBytes() throws IOException {
        advance(readLength());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readCount();
    }

    /** Does not skip a block by its size: the items in the block are checked like all other data. */
    @Override
    public long skipArray() throws IOException {
        return readCount();
    }

    @Override
    public long readMapStart() throws IOException {
        return readCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readCount();
    }

    @Override
    public long skipMap() throws IOException {
        return readCount();
    }

    /** Reads the number of items in the next block; reads and ignores the size in bytes that may follow. */
    private long readCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLength();
        }
        // Each item of the contracts takes at least one byte.
        if (count < 0 || count > remainingBytes()) {
            throw new IOException("a block of " + count + " items with " + remainingBytes() + " bytes left");
        }
        return count;
    }

    private int readLength() throws IOException {
        long length = readLong();
        if (length < 0 || length > remainingBytes()) {
            throw new IOException("a length of " + length + " with " + remainingBytes() + " bytes left");
        }
        return (int) length;
    }

    private long readVarint(int maxBits) throws IOException {
        int start = position;
        if (start < bytes.length && bytes[start] >= 0) {
            // Nearly all lengths, indexes and counts have one byte.
            position = start + 1;
            return bytes[start];
        }
        long n = 0;
        for (int shift = 0; shift < maxBits; shift += 7) {
            byte b = bytes[advance(1)];
            n |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return n;
            }
        }
        throw new IOException("a number does not end");
    }

    private long readLittleEndian(int length) throws IOException {
        int start = advance(length);
        long n = 0;
        for (int i = length - 1; i >= 0; i--) {
            n = (n << 8) | (bytes[start + i] & 0xFFL);
        }
        return n;
    }

    /** Advances by a number of bytes, which must remain; returns the offset before them. */
    private int advance(int length) throws IOException {
        int start = position;
        if (length > bytes.length - start) {
            throw new IOException("the bytes end too early");
        }
        position = start + length;
        return start;
    }
}
