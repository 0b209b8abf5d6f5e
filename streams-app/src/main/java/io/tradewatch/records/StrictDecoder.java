package io.tradewatch.records;

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
 * Reads Avro from bytes that may be anything. Unlike Avro's own decoder it finds the same faults whether a field is read
 * or skipped: lengths below zero, lengths and counts beyond the bytes that are left, booleans that are neither. So what
 * counts as malformed does not depend on which fields a reader is interested in, and nothing is allocated for a length
 * that cannot be true.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class StrictDecoder extends Decoder {
    private static final int MAX_VARINT_BITS_INT = 35;
    private static final int MAX_VARINT_BITS_LONG = 70;

    private byte[] bytes = new byte[0];
    private int position;
    private int depth;

    /** Starts to read at an offset; the bytes are not copied. */
    void reset(byte[] source, int offset) {
        bytes = source;
        position = offset;
        depth = 0;
    }

    /** Something begins that contains others, of a schema that sets their nesting no end. */
    void descend() throws IOException {
        depth++;
        if (depth > SchemaSize.MOST_DEPTH) {
            throw new IOException("the value is nested more than " + SchemaSize.MOST_DEPTH + " deep");
        }
    }

    /** It ended. */
    void ascend() {
        depth--;
    }

    /** Where the next byte would be read. */
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
     * A decimal, as Avro carries it: its digits as a number in bytes, the highest first.
     *
     * @param scale how many of the digits stand after the point
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
     * Passes over a string or bytes, to be looked at where they stand.
     *
     * @return their length; they end where the next byte would be read
     */
    int pass() throws IOException {
        int length = readLength();
        advance(length);
        return length;
    }

    /** Whether what was passed over last, which was not shorter, ends with these bytes. */
    boolean endsHere(byte[] text) {
        return Arrays.equals(bytes, position - text.length, position, text, 0, text.length);
    }

    /** Whether so many bytes that were passed over last are all ASCII. */
    boolean isAsciiBack(int count) {
        int all = 0;
        for (int i = position - count; i < position; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** A byte that was passed over: the last one at 1. */
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

    /** Never skips a block by its size: what is inside is checked like everything else. */
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

    /** The number of items in the next block; a size in bytes, which may follow it, says nothing more and is dropped. */
    private long readCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLength();
        }
        // No item of the contracts takes less than a byte.
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
            // Nearly all lengths, indexes and counts.
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

    /** Moves on by a number of bytes that must be there. */
    private int advance(int length) throws IOException {
        int start = position;
        if (length > bytes.length - start) {
            throw new IOException("the bytes end too early");
        }
        position = start + length;
        return start;
    }
}
