package io.tradewatch.engine.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifies violations: one per transfer, item and measure. */
public final class Violations {
    /** Replaces a measure's id in a violation for a part of a transfer that could not be screened. */
    public static final String UNSCREENABLE = "UNSCREENABLE";

    private static final char UNIT_SEPARATOR = '\u001F';
    private static final int ID_BYTES = 16;

    private Violations() {}

    /**
     * The id of a violation: the first 32 hex digits (lower case) of SHA-256 over transferId, itemNumber and measureId,
     * joined by U+001F, in UTF-8.
     *
     * @param transferId the transfer
     * @param itemNumber the goods item, or 0 for the transfer as a whole
     * @param measureId the measure, or {@value #UNSCREENABLE}
     */
    public static String id(String transferId, int itemNumber, String measureId) {
        String joined = transferId + UNIT_SEPARATOR + itemNumber + UNIT_SEPARATOR + measureId;
        byte[] digest = sha256().digest(joined.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    /** Creates a SHA-256 digest, for ids and versions. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
