package io.tradewatch.cli.demo;

import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads alerts and dead letters from the beginning, as any read_committed consumer.
 *
 * <p>For one thread.
 */
final class OutcomeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Short, because there is no group to leave and nothing to commit; closing need not wait for a broker. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;

    /** Receives the records. */
    @FunctionalInterface
    interface Sink {
        void accept(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * A reader at the beginning of topics.
     *
     * @param kafka properties of a client
     * @param topics the topics, which must exist
     */
    OutcomeReader(Map<String, Object> kafka, List<String> topics) {
        consumer = new BoundedConsumer(BoundedConsumer.propertiesWithoutGroup(kafka));
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads the available records; waits briefly if there are none. */
    void read(Sink sink) {
        consumer.poll(POLL).forEach(sink::accept);
    }

    /**
     * Reads up to the current ends of the topics.
     *
     * @throws io.tradewatch.cli.CliException when no more records arrive before the end is reached
     */
    void readToEnd(Sink sink, Duration patience) {
        TopicScanner scanner = TopicScanner.onwards(consumer, consumer.endOffsets(consumer.assignment()));
        Ending ending = scanner.scan(
                Limit.withoutProgress(patience), (partition, records, position) -> records.forEach(sink::accept));
        if (ending == Ending.TIMED_OUT) {
            long remaining = scanner.left().values().stream()
                    .mapToLong(range -> range.end() - range.begin())
                    .sum();
            throw Stall.failure(remaining + " records of alerts and dead letters cannot be read", patience);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }
}
