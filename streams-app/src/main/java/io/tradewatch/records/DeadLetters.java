package io.tradewatch.records;

import java.util.Set;

/**
 * The one format of dead letters: the original key, value and headers, untouched, and these headers besides (UTF-8
 * text), so that a record can be driven in again as it was.
 *
 * <p>What is too large for the topic of dead letters is a pointer: the headers say where the original is, how large it is
 * and what its value hashes to. A pointer has the first {@value #POINTER_VALUE_BYTES} bytes of the value, the key where
 * that has at most {@value #POINTER_KEY_BYTES} bytes, and none of the original headers but {@link #REDRIVEN_FROM}.
 */
public final class DeadLetters {
    /** A name of {@link StructuralDefect.Reason}. */
    public static final String REASON = "tradewatch-reason";
    /** What exactly is wrong, for people. */
    public static final String DETAIL = "tradewatch-detail";
    /** The topic, or the file, that the record was read from. */
    public static final String TOPIC = "tradewatch-topic";
    /** The partition that the record was read from. */
    public static final String PARTITION = "tradewatch-partition";
    /** The offset, or the line of the file, that the record was read from. */
    public static final String OFFSET = "tradewatch-offset";
    /** The record's own timestamp, ISO 8601. */
    public static final String TIMESTAMP = "tradewatch-timestamp";

    /** Makes a dead letter a pointer: how many bytes the original value has; 0 where it has none. */
    public static final String ORIGINAL_BYTES = "tradewatch-original-bytes";
    /** In a pointer: the SHA-256 of the original value, in hexadecimal; of no bytes where it has none. */
    public static final String ORIGINAL_SHA256 = "tradewatch-original-sha256";
    /** How many bytes of the value a pointer has at most. */
    public static final int POINTER_VALUE_BYTES = 1_024;
    /** The longest key that a pointer has, in bytes. A key that was cut would be another transfer's. */
    public static final int POINTER_KEY_BYTES = 1_024;

    /**
     * In a record that was driven in again, and in the dead letter that it becomes if it fails once more: which dead
     * letter it was, as {@code topic-partition@offset}.
     */
    public static final String REDRIVEN_FROM = "tradewatch-redriven-from";
    /**
     * Makes a record among the dead letters a marker, which is no dead letter and has no value: the one at this offset of
     * the same partition was driven in again.
     */
    public static final String REDRIVEN = "tradewatch-redriven";

    /** What a dead letter has more than the record that it was. */
    public static final Set<String> ADDED =
            Set.of(REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, ORIGINAL_BYTES, ORIGINAL_SHA256);

    private DeadLetters() {}
}
