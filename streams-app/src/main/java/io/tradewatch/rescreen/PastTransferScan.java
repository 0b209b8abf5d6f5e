package io.tradewatch.rescreen;

import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.state.RescreenProgress;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past transfers of one partition from the log, and selects those that may need rescreening. Used by the
 * thread of one task; another thread may do the reading.
 */
public interface PastTransferScan extends AutoCloseable {
    /**
     * A past transfer with findings.
     *
     * @param record the record as stored in the topic
     * @param origin the location of the record
     */
    record Candidate(Record<byte[], byte[]> record, RecordLocation origin) {}

    /**
     * The result of one read.
     *
     * @param next the next offset; everything before it was read
     * @param candidates the transfers with findings, ordered by offset
     * @param bytes the size of their records in memory, in bytes
     */
    record Slice(long next, List<Candidate> candidates, long bytes) {}

    /**
     * The offset from which the group resumes this partition, as committed when this scan was opened or later; empty
     * while it is unknown. Returns immediately.
     */
    OptionalLong resumesAt();

    /**
     * Begins to read a range; this replaces the previous range.
     *
     * @param from the first offset, or {@link RescreenProgress.Pass#AT_LOOK_BACK} for the first within the look-back
     * @param until the end offset; exclusive
     * @param changed screens with the changed measures only
     */
    void begin(long from, long until, Screening changed);

    /** The next slice that was read; null when none is ready. The last slice ends at {@code until} or beyond. */
    @Nullable Slice poll();

    /** Stops reading. */
    @Override
    void close();
}
