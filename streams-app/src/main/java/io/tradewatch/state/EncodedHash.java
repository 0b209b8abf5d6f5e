package io.tradewatch.state;

import io.tradewatch.avro.Transfer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The content hash of the first release; needed to read the state of that release. */
public final class EncodedHash {
    private EncodedHash() {}

    /** The first 16 bytes of SHA-256 over a transfer's encoding under the first version of the contract. */
    public static byte[] of(Transfer transfer) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(FirstTransferContract.encode(transfer));
            return Arrays.copyOf(hash, ContentHash.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
