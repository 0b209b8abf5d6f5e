package io.tradewatch.cli.demo;

import io.tradewatch.kafka.BoundedConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new BoundedConsumer(properties);
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
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Stall stall = new Stall(patience, System::nanoTime);
        while (remaining(ends) > 0) {
            read(sink);
            stall.check(remaining(ends), () -> remaining(ends) + " records of alerts and dead letters cannot be read");
        }
    }

    private long remaining(Map<TopicPartition, Long> ends) {
        long remaining = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            remaining += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return remaining;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }
}
