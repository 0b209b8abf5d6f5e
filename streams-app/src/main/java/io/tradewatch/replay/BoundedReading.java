package io.tradewatch.replay;

import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions of a topic up to planned offsets, and says what to do when that fails. */
final class BoundedReading {
    /** Maximum time without progress before the end is reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private BoundedReading() {}

    /**
     * Reads to the ends, or until the caller stops it.
     *
     * @param consumer reads committed records and never resets its offset; stays open
     * @param bounds the offsets to read, by partition
     * @throws ReplayException when planned records were deleted, or no position moves for a minute
     */
    static void read(
            String topic,
            Consumer<byte[], byte[]> consumer,
            SortedMap<Integer, OffsetRange> bounds,
            TopicScanner.Sink<RuntimeException> sink,
            BooleanSupplier isToStop) {
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        bounds.forEach((partition, range) -> ranges.put(new TopicPartition(topic, partition), range));
        TopicScanner scanner = new TopicScanner(consumer, ranges);
        try {
            if (scanner.scan(Limit.withoutProgress(PATIENCE), isToStop, sink) == Ending.TIMED_OUT) {
                SortedMap<Integer, Long> ends = new TreeMap<>();
                scanner.left().forEach((partition, range) -> ends.put(partition.partition(), range.end()));
                throw new ReplayException(
                        "topic " + topic + " gave nothing for " + PATIENCE.toSeconds() + " s, expected records up to "
                                + ends,
                        "Check the brokers that lead its partitions, then run the same command again: it goes on where"
                                + " it was.");
            }
        } catch (OffsetOutOfRangeException e) {
            throw new ReplayException(
                    "topic " + topic + " no longer has records that were planned to be read (" + e.getMessage() + ")",
                    "Its retention has deleted them, or it was made anew. Delete the folder of the plan to begin anew.",
                    e);
        }
    }
}
