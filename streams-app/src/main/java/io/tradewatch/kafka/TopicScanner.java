package io.tradewatch.kafka;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions between offsets, without a consumer group.
 *
 * <pre>{@code
 * TopicScanner scanner = new TopicScanner(consumer, Map.of(partition, new OffsetRange(100, 200)));
 * TopicScanner.Ending ending = scanner.scan(
 *         Limit.withoutProgress(Duration.ofMinutes(1)),
 *         (from, records, position) -> records.forEach(this::take));
 * if (ending == Ending.TIMED_OUT) {
 *     throw new KafkaException("nothing came, expected the records of " + scanner.left());
 * }
 * }</pre>
 *
 * <p>Exceptions of the consumer pass through, such as the one for records that are deleted.
 *
 * <p>Threading notes: for one thread.
 */
public final class TopicScanner {
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoClock;
    /** The offsets to read of each partition; empty ranges are finished. */
    private final SortedMap<TopicPartition, OffsetRange> ranges = new TreeMap<>(ORDER);

    /** How a scan ended. */
    public enum Ending {
        /** Every partition was read up to its end. */
        REACHED_ENDS,
        /** The caller stopped it. */
        STOPPED,
        /** The limit passed. */
        TIMED_OUT
    }

    /**
     * The time that a scan may take.
     *
     * @param duration more than zero; otherwise a scan with something to read ends at once
     * @param isRenewedByProgress whether it begins anew when the position of a partition moves
     */
    public record Limit(Duration duration, boolean isRenewedByProgress) {
        /** Limits the time in which no position moves. */
        public static Limit withoutProgress(Duration duration) {
            return new Limit(duration, true);
        }

        /** Limits the duration of the scan. */
        public static Limit total(Duration duration) {
            return new Limit(duration, false);
        }
    }

    /**
     * Receives the records of a partition.
     *
     * @param <E> what it throws; it ends the scan
     */
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        /**
         * Takes records. It is called after each poll that moved the position of the partition.
         *
         * @param partition their partition
         * @param records in the order of their offsets, none past the end; may be empty
         * @param position the next offset to read, after gaps and markers without a record; at most the end
         */
        void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long position) throws E;
    }

    /**
     * A scan between offsets.
     *
     * @param consumer is assigned these partitions; stays open
     * @param ranges the offsets to read of each partition
     */
    public TopicScanner(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetRange> ranges) {
        this(consumer, ranges, System::nanoTime);
    }

    /** @param nanoClock a clock in ns, with an arbitrary origin */
    TopicScanner(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetRange> ranges, LongSupplier nanoClock) {
        this.consumer = consumer;
        this.nanoClock = nanoClock;
        this.ranges.putAll(ranges);
        consumer.assign(this.ranges.keySet());
        seek();
    }

    /** A scan from the positions of a consumer up to these ends, which are exclusive. */
    public static TopicScanner onwards(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        ends.forEach((partition, end) -> ranges.put(partition, new OffsetRange(consumer.position(partition), end)));
        return new TopicScanner(consumer, ranges);
    }

    /** Scans like {@link #scan(Limit, BooleanSupplier, Sink)}, without a stop. */
    public <E extends Exception> Ending scan(Limit limit, Sink<E> sink) throws E {
        return scan(limit, () -> false, sink);
    }

    /**
     * Passes on the records up to the ends. After a stop or a limit, another call continues. The consumer's positions are
     * then after what the sink has taken.
     *
     * @param isToStop asked before each poll and before each call of the sink
     */
    public <E extends Exception> Ending scan(Limit limit, BooleanSupplier isToStop, Sink<E> sink) throws E {
        pauseFinished();
        Ending ending = poll(limit, isToStop, sink);
        seek();
        consumer.resume(ranges.keySet());
        return ending;
    }

    private <E extends Exception> Ending poll(Limit limit, BooleanSupplier isToStop, Sink<E> sink) throws E {
        long since = nanoClock.getAsLong();
        while (!ranges.values().stream().allMatch(TopicScanner::isFinished)) {
            if (isToStop.getAsBoolean()) {
                return Ending.STOPPED;
            }
            Duration rest = limit.duration().minusNanos(nanoClock.getAsLong() - since);
            if (rest.isZero() || rest.isNegative()) {
                return Ending.TIMED_OUT;
            }
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(rest.compareTo(LONGEST_POLL) < 0 ? rest : LONGEST_POLL);
            if (handOver(records, isToStop, sink) && limit.isRenewedByProgress()) {
                since = nanoClock.getAsLong();
            }
        }
        return Ending.REACHED_ENDS;
    }

    /** Returns whether a position has moved. */
    private <E extends Exception> boolean handOver(
            ConsumerRecords<byte[], byte[]> records, BooleanSupplier isToStop, Sink<E> sink) throws E {
        boolean isProgress = false;
        boolean isSomeFinished = false;
        for (Map.Entry<TopicPartition, OffsetRange> entry : ranges.entrySet()) {
            OffsetRange range = entry.getValue();
            if (isFinished(range)) {
                continue;
            }
            // The position also moves past offsets without a record: gaps of compaction, markers of transactions.
            long position = Math.min(consumer.position(entry.getKey()), range.end());
            if (position == range.begin()) {
                continue;
            }
            if (isToStop.getAsBoolean()) {
                break;
            }
            sink.take(entry.getKey(), upTo(range.end(), records.records(entry.getKey())), position);
            entry.setValue(new OffsetRange(position, range.end()));
            isProgress = true;
            isSomeFinished |= position == range.end();
        }
        if (isSomeFinished) {
            pauseFinished();
        }
        return isProgress;
    }

    private static List<ConsumerRecord<byte[], byte[]>> upTo(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        int count = records.size();
        while (count > 0 && records.get(count - 1).offset() >= end) {
            count--;
        }
        return records.subList(0, count);
    }

    /** Finished partitions stay assigned: a new assignment would discard the fetched records of the others. */
    private void pauseFinished() {
        consumer.pause(ranges.entrySet().stream()
                .filter(entry -> isFinished(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }

    private void seek() {
        ranges.forEach((partition, range) -> consumer.seek(partition, range.begin()));
    }

    private static boolean isFinished(OffsetRange range) {
        return range.begin() >= range.end();
    }

    /** The offsets that the sink has not taken, of the partitions that are not finished, in the order of partitions. */
    public SortedMap<TopicPartition, OffsetRange> left() {
        SortedMap<TopicPartition, OffsetRange> left = new TreeMap<>(ranges);
        left.values().removeIf(TopicScanner::isFinished);
        return left;
    }
}
