package io.tradewatch.cli.deadletters;

import io.tradewatch.cli.CliException;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer without a group, one record a poll, no reset of offsets; this object closes it */
    Originals(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param kafka the properties of Kafka's clients */
    static Originals of(Map<String, Object> kafka) {
        Map<String, Object> properties = BoundedConsumer.propertiesWithoutGroup(kafka);
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
        if (consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= place.offset()) {
            return Optional.empty();
        }
        OffsetRange only = new OffsetRange(place.offset(), place.offset() + 1);
        TopicScanner scanner = new TopicScanner(consumer, Map.of(partition, only));
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try {
            if (scanner.scan(Limit.total(PATIENCE), (from, records, position) -> found.addAll(records))
                    == Ending.TIMED_OUT) {
                throw new CliException(
                        "nothing came from offset " + place.offset() + " of " + partition + " for "
                                + PATIENCE.toSeconds() + " s",
                        "Look whether the broker that leads the partition is there, and try again.");
            }
            return found.stream().findFirst();
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
