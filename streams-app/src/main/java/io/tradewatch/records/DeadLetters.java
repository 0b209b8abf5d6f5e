package io.tradewatch.records;

/**
 * The one format of dead letters: the original key, value and headers, untouched, and these headers besides (UTF-8
 * text), so that a record can be driven in again as it was.
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

    private DeadLetters() {}
}
