package io.tradewatch.cli;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.AvroJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds rows of a file whose content for a revision conflicts with an earlier row. It keeps an id, a number and a hash for
 * each transfer.
 */
final class ConflictingRows {
    private static final int HASH_BYTES = 16;

    private final Map<String, Seen> newest = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Only Arrays.equals compares the hashes.
    private record Seen(int revision, byte[] hash) {}

    /** Whether a row conflicts with an earlier one; the earlier row is used. */
    boolean isConflicting(Transfer transfer) {
        Seen now = new Seen(transfer.getRevision(), hash(transfer));
        Seen before = newest.get(transfer.getTransferId());
        if (before == null || now.revision() > before.revision()) {
            newest.put(transfer.getTransferId(), now);
            return false;
        }
        return now.revision() == before.revision() && !Arrays.equals(now.hash(), before.hash());
    }

    private static byte[] hash(Transfer transfer) {
        try {
            byte[] text = AvroJson.write(transfer).getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
