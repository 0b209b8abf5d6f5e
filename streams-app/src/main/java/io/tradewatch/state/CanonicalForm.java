package io.tradewatch.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** The bytes of a record in the canonical form of {@link ContentHash}: a buffer that grows. */
final class CanonicalForm {
    private static final int FIRST_BYTES = 2_048;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    /** The number of bytes so far, the place of the next one. */
    int size() {
        return size;
    }

    /** Removes the bytes from a place on. */
    void cutTo(int place) {
        size = place;
    }

    void digestInto(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Whether the bytes from a place on are these. */
    boolean endsWith(int from, byte[] end) {
        return Arrays.equals(bytes, from, size, end, 0, end.length);
    }

    void put(byte one) {
        room(1);
        bytes[size++] = one;
    }

    void put(int number) {
        room(Integer.BYTES);
        put(size, number);
        size += Integer.BYTES;
    }

    /** Replaces four bytes at a place. */
    void put(int at, int number) {
        ByteBuffer.wrap(bytes).putInt(at, number);
    }

    void put(long number) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, number);
        size += Long.BYTES;
    }

    void put(byte[] content) {
        room(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putLength(utf8.length);
        put(utf8);
    }

    /** Writes seven bits per byte, the lowest first; the highest bit of a byte is set if more bytes follow. */
    void putLength(int length) {
        int rest = length;
        while (rest > 0x7f) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
