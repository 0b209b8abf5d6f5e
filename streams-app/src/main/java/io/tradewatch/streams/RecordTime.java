package io.tradewatch.streams;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts a record's timestamp, but never a future time. Without a timestamp, the result is the highest timestamp seen
 * in the partition, or 0.
 *
 * <p>Kafka Streams' own extractors stop the application at a record without a timestamp, or drop it. The output of a
 * record has the record's timestamp, and brokers reject timestamps that are too far ahead. Thus one transfer from a
 * wrong clock would stop the application.
 *
 * <p>Threading notes: safe for use by several threads.
 */
public final class RecordTime implements TimestampExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);

    /** The clock difference above which a warning is logged, in ms. */
    private static final long SKEW_MS = 60_000;

    private final LongSupplier clock;
    private volatile boolean isSkewTold;
    private volatile long lastLook = Long.MIN_VALUE;

    /** @param clock the wall clock, in ms since the epoch */
    public RecordTime(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return of(record, partitionTime);
    }

    /**
     * The time of a record, in ms since the epoch.
     *
     * @param partitionTime the highest timestamp seen in its partition; negative if there is none
     */
    long of(ConsumerRecord<?, ?> record, long partitionTime) {
        long time = record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
        if (time <= lastLook) {
            // The usual case: reading the clock takes longer than the rest of this method.
            return time;
        }
        long now = clock.getAsLong();
        lastLook = now;
        if (time - now > SKEW_MS && !isSkewTold) {
            isSkewTold = true;
            LOG.warn(
                    "{}-{}@{} is dated {} s ahead of this machine's clock: the clock of its producer is ahead, or this one"
                            + " is behind. Alerts get no time to come",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    TimeUnit.MILLISECONDS.toSeconds(time - now));
        }
        return Math.min(time, now);
    }
}
