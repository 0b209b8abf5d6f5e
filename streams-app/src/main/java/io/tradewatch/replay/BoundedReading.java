package io.tradewatch.replay;

import io.tradewatch.replay.ReplayPlan.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions of a topic up to planned offsets.
 *
 * <p>Threading notes: for one thread.
 */
final class BoundedReading {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Maximum time without progress before the end is reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final SortedMap<Integer, Long> ends = new TreeMap<>();

    /** Receives the records of a partition. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes records.
         *
         * @param partition their partition
         * @param records in the order of their offsets, none past the end
         * @param position the next offset to read, after gaps and markers without a record; may be past the end
         */
        void take(int partition, List<ConsumerRecord<byte[], byte[]>> records, long position);
    }

    /**
     * A reading within bounds.
     *
     * @param topic the topic
     * @param consumer reads committed records and never resets its offset; stays open
     * @param bounds the offsets to read, by partition
     */
    BoundedReading(String topic, Consumer<byte[], byte[]> consumer, SortedMap<Integer, Bounds> bounds) {
        this.topic = topic;
        this.consumer = consumer;
        bounds.forEach((partition, bound) -> {
            if (bound.begin() < bound.end()) {
                ends.put(partition, bound.end());
            }
        });
        consumer.assign(ends.keySet().stream().map(this::partition).toList());
        ends.keySet()
                .forEach(partition -> consumer.seek(
                        partition(partition), bounds.get(partition).begin()));
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    /**
     * Reads to the ends, or until the caller stops it.
     *
     * @throws ReplayException when planned records were deleted, or no record arrives for a minute
     */
    void readTo(Sink sink, BooleanSupplier isToStop) {
        long lastProgress = System.nanoTime();
        while (!ends.isEmpty() && !isToStop.getAsBoolean()) {
            if (poll(sink)) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new ReplayException(
                        "topic " + topic + " gave nothing for " + PATIENCE.toSeconds() + " s, expected records up to "
                                + ends,
                        "Check the brokers that lead its partitions, then run the same command again: it goes on where"
                                + " it was.");
            }
        }
    }

    private boolean poll(Sink sink) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            throw new ReplayException(
                    "topic " + topic + " no longer has records that were planned to be read (" + e.getMessage() + ")",
                    "Its retention has deleted them, or it was made anew. Delete the folder of the plan to begin anew.",
                    e);
        }
        boolean isProgress = false;
        boolean isSomeDone = false;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            TopicPartition partition = partition(end.getKey());
            List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
            // The position also moves past offsets without a record: gaps of compaction, markers of transactions.
            long position = consumer.position(partition);
            isProgress |= !read.isEmpty();
            isSomeDone |= position >= end.getValue();
            if (!read.isEmpty() || position >= end.getValue()) {
                sink.take(end.getKey(), upTo(end.getValue(), read), position);
            }
        }
        if (isSomeDone) {
            ends.entrySet().removeIf(end -> consumer.position(partition(end.getKey())) >= end.getValue());
            pauseTheOthers();
        }
        return isProgress || isSomeDone;
    }

    private static List<ConsumerRecord<byte[], byte[]>> upTo(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        int count = records.size();
        while (count > 0 && records.get(count - 1).offset() >= end) {
            count--;
        }
        return records.subList(0, count);
    }

    /** Finished partitions stay assigned: a new assignment would discard the fetched records of the others. */
    private void pauseTheOthers() {
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> !ends.containsKey(partition.partition()))
                .toList());
    }
}
