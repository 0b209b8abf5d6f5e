package io.tradewatch.cli;

import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.RecordLocation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads single records by their location, without a consumer group: the originals of pointers in the dead letters.
 *
 * <p>Threading notes: for one thread.
 */
final class Originals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer without a group, one record a poll, no reset of offsets; this object closes it */
    Originals(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param kafka the properties of Kafka's clients */
    static Originals of(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new Originals(new BoundedConsumer(properties));
    }

    /**
     * The record at a location; empty if it no longer exists.
     *
     * @throws CliException when the broker returns nothing for 30 seconds
     */
    Optional<ConsumerRecord<byte[], byte[]>> find(RecordLocation place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        consumer.assign(List.of(partition));
        if (consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= place.offset()) {
            return Optional.empty();
        }
        consumer.seek(partition, place.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (consumer.position(partition) <= place.offset()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() == place.offset()) {
                        return Optional.of(record);
                    }
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new CliException(
                            "nothing came from offset " + place.offset() + " of " + partition + " for "
                                    + PATIENCE.toSeconds() + " s",
                            "Look whether the broker that leads the partition is there, and try again.");
                }
            }
            return Optional.empty();
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
