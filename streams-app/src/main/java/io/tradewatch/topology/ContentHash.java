package io.tradewatch.topology;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Tells whether two records say the same. */
final class ContentHash {
    static final int BYTES = 16;

    /** The registry's wire format begins with a zero and four bytes of schema id. */
    private static final int WIRE_HEADER_BYTES = 5;

    private ContentHash() {}

    /** The first 16 bytes of SHA-256 over an encoded record, without the id of its schema. */
    static byte[] of(byte[] encoded) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(encoded, WIRE_HEADER_BYTES, encoded.length - WIRE_HEADER_BYTES);
            return Arrays.copyOf(digest.digest(), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
