package io.tradewatch.cli;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.AvroJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which revision of a transfer counts, as the application does: a higher one replaces the whole transfer, the
 * same one again says nothing new, and the same one with other content is a contradiction. Remembers an id, a number
 * and a hash for each transfer, not the transfer.
 */
final class NewestRevisions {
    private static final int HASH_BYTES = 16;

    private final Map<String, Seen> seen = new HashMap<>();

    /** What a record is to those seen before. */
    enum Verdict {
        /** The first or a higher revision: it counts from now on. */
        NEWEST,
        /** The same once more. */
        REPEATED,
        /** A lower revision than one seen before. */
        SUPERSEDED,
        /** The same revision with other content: the first counts. */
        CONFLICTING
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by Arrays.equals only.
    private record Seen(int revision, byte[] hash) {}

    Verdict judge(Transfer transfer) {
        Seen now = new Seen(transfer.getRevision(), hash(transfer));
        Seen before = seen.get(transfer.getTransferId());
        if (before == null || now.revision() > before.revision()) {
            seen.put(transfer.getTransferId(), now);
            return Verdict.NEWEST;
        }
        if (now.revision() < before.revision()) {
            return Verdict.SUPERSEDED;
        }
        return Arrays.equals(now.hash(), before.hash()) ? Verdict.REPEATED : Verdict.CONFLICTING;
    }

    /** How many transfers there are. */
    int size() {
        return seen.size();
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
