package io.tradewatch.topology;

import io.tradewatch.engine.rules.Screening;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past transfers of one partition from the log itself, and finds among them those that may need judging again.
 * Used by the thread of one task; the reading may be done by another.
 */
public interface PastTransferScan extends AutoCloseable {
    /**
     * A past transfer in which something was found.
     *
     * @param record the record as it stands in the topic
     * @param origin where it stands
     */
    record Candidate(Record<byte[], byte[]> record, RecordLocation origin) {}

    /**
     * What was read in one go.
     *
     * @param next the next offset; everything before it was read
     * @param candidates the transfers in which something was found, in the order of their offsets
     * @param bytes what their records weigh
     */
    record Slice(long next, List<Candidate> candidates, long bytes) {}

    /**
     * The offset at which the group goes on with this partition, as committed when this was opened or later; empty while
     * it is not known. Returns at once.
     */
    OptionalLong resumesAt();

    /**
     * Begins to read, instead of whatever was being read before.
     *
     * @param from the first offset, or {@link RescreenProgress.Pass#AT_LOOK_BACK} for the first within the look-back
     * @param until where to end; exclusive
     * @param changed finds what the changed measures alone find
     */
    void begin(long from, long until, Screening changed);

    /** What was read since; null when nothing is ready. The last slice ends at {@code until} or beyond. */
    @Nullable Slice poll();

    /** Reads no more. */
    @Override
    void close();
}
