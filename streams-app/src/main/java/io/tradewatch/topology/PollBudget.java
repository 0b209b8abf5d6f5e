package io.tradewatch.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many bytes of values one poll hands over. A poll is bounded by the number of records and by their bytes as they
 * were sent: a thousand records of megabytes that compression made small would not fit into any heap.
 *
 * <p>Where a value does not fit any more, reading it fails. The consumer then hands over what it has read before, and reads
 * the same record again in the next poll. The first value of a poll always fits.
 *
 * <p>Threading notes: used by the thread that polls; one for each consumer.
 */
final class PollBudget implements Deserializer<byte[]> {
    /** Under this name the budget is handed over to {@link TransferRuns}. */
    static final String PROPERTY = "tradewatch.poll.budget";

    /** Many times what a poll of usual transfers takes. */
    static final long MOST_BYTES = 16L << 20;

    /** So often a poll asks for what does not fit: once after some records, once more for the next ones. */
    private static final int REFUSALS_A_POLL = 2;

    private long used;
    private int refusals;

    /** A poll has handed over its records. */
    void polled() {
        used = 0;
        refusals = 0;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
        take(value == null ? 0 : value.length);
        return value;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        take(value.remaining());
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        return bytes;
    }

    private void take(int bytes) {
        if (used > 0 && used + bytes > MOST_BYTES) {
            if (refusals < REFUSALS_A_POLL) {
                refusals++;
                throw new SerializationException("the records of one poll take more than " + MOST_BYTES
                        + " bytes; the others are read in the next poll");
            }
            // Nobody took what was read before: another failure ended that poll.
            polled();
        }
        used += bytes;
    }
}
