package io.tradewatch.codec;

import io.tradewatch.codec.registry.StructuralDefect;
import java.util.Set;

/**
 * The format of dead letters: the original key, value and headers, unchanged, plus the headers below (UTF-8 text). A
 * record can therefore be redriven as it was.
 *
 * <p>A record that is too large for the topic of dead letters is replaced by a pointer: its headers hold the place, the
 * size and the hash of the original value. A pointer has the first {@value #POINTER_VALUE_BYTES} bytes of the value,
 * and the key if it has at most {@value #POINTER_KEY_BYTES} bytes. Of the original headers it keeps only
 * {@link #REDRIVEN_FROM}.
 */
public final class DeadLetters {
    /** A name of {@link StructuralDefect.Reason}. */
    public static final String REASON = "tradewatch-reason";
    /** A description of the defect, for people. */
    public static final String DETAIL = "tradewatch-detail";
    /** The topic, or the file, that the record was read from. */
    public static final String TOPIC = "tradewatch-topic";
    /** The partition that the record was read from. */
    public static final String PARTITION = "tradewatch-partition";
    /** The offset, or the line of the file, that the record was read from. */
    public static final String OFFSET = "tradewatch-offset";
    /** The record's own timestamp, ISO 8601. */
    public static final String TIMESTAMP = "tradewatch-timestamp";

    /** Marks a dead letter as a pointer: the size of the original value in bytes; 0 when there is no value. */
    public static final String ORIGINAL_BYTES = "tradewatch-original-bytes";
    /**
     * In a pointer: the SHA-256 of the original value, in hexadecimal; the hash of zero bytes when there is no value.
     */
    public static final String ORIGINAL_SHA256 = "tradewatch-original-sha256";
    /** The most bytes of the value that a pointer keeps. */
    public static final int POINTER_VALUE_BYTES = 1_024;
    /**
     * The longest key that a pointer keeps, in bytes. Keys are not cut, because a cut key could be that of another
     * transfer.
     */
    public static final int POINTER_KEY_BYTES = 1_024;

    /**
     * The dead letter that a record was redriven from, as {@code topic-partition@offset}. A redriven record has this
     * header, and so does its new dead letter if it fails again.
     */
    public static final String REDRIVEN_FROM = "tradewatch-redriven-from";
    /**
     * Marks a record as a marker, not a dead letter: the dead letter at this offset of the same partition was redriven.
     * A marker has no value.
     */
    public static final String REDRIVEN = "tradewatch-redriven";

    /** The headers that a dead letter has in addition to those of the original record. */
    public static final Set<String> ADDED =
            Set.of(REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, ORIGINAL_BYTES, ORIGINAL_SHA256);

    private DeadLetters() {}
}
