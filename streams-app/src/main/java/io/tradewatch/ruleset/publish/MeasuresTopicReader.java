package io.tradewatch.ruleset.publish;

import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import io.tradewatch.ruleset.RulesetFold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads the whole measures topic, up to the last committed record. */
public final class MeasuresTopicReader {
    private static final int API_TIMEOUT_MS = 15_000;
    /** The longest time without a record before the end of the topic is reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final RegistrySchemas schemas;
    private final String topic;

    /**
     * Creates a reader of a topic on a cluster.
     *
     * @param kafka the properties of Kafka's clients
     * @param schemas the registry that knows the records' schemas; stays open
     * @param topic the topic's name
     */
    public MeasuresTopicReader(Map<String, Object> kafka, RegistrySchemas schemas, String topic) {
        this.kafka = Map.copyOf(kafka);
        this.schemas = schemas;
        this.topic = topic;
    }

    /**
     * Reads all published records.
     *
     * @throws PublishingException when the topic does not exist, does not have exactly one partition, or cannot be read
     * @throws RegistryUnavailableException when the registry does not return the schema of a record
     */
    public PublishedLaw read() throws RegistryUnavailableException {
        try (Consumer<byte[], byte[]> consumer = new BoundedConsumer(settings())) {
            TopicPartition partition = onlyPartition(consumer.partitionsFor(topic));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return readToEnd(consumer, partition);
        } catch (KafkaException e) {
            throw new PublishingException(
                    "topic " + topic + " cannot be read (" + e.getMessage() + ")",
                    "Check that Kafka is up and that this user may read the topic.",
                    e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = BoundedConsumer.propertiesWithoutGroup(kafka);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        return settings;
    }

    private TopicPartition onlyPartition(List<PartitionInfo> partitions) {
        if (partitions.isEmpty()) {
            throw new PublishingException("topic " + topic + " does not exist", "Create it: tradewatch topics create");
        }
        if (partitions.size() > 1) {
            throw new PublishingException(
                    "topic " + topic + " has " + partitions.size() + " partitions, expected 1: law has one order",
                    "See what to do: tradewatch topics check");
        }
        return new TopicPartition(topic, 0);
    }

    /** Reads with a given consumer; package-private for tests. */
    PublishedLaw readToEnd(Consumer<byte[], byte[]> consumer, TopicPartition partition)
            throws RegistryUnavailableException {
        RulesetRecordDecoder decoder = new RulesetRecordDecoder(schemas);
        RulesetFold fold = new RulesetFold();
        TopicScanner scanner = TopicScanner.onwards(consumer, consumer.endOffsets(List.of(partition)));
        Ending ending = scanner.scan(Limit.withoutProgress(PATIENCE), (from, records, position) -> {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(fold, decoder, record);
            }
        });
        if (ending == Ending.TIMED_OUT) {
            OffsetRange left = scanner.left().values().iterator().next();
            throw new PublishingException(
                    "topic " + topic + " gave nothing for " + PATIENCE.toSeconds() + " s at offset " + left.begin()
                            + " of " + left.end(),
                    "Check the broker that leads the topic, then try again.");
        }
        return new PublishedLaw(fold.contents());
    }

    private static void take(RulesetFold fold, RulesetRecordDecoder decoder, ConsumerRecord<byte[], byte[]> record)
            throws RegistryUnavailableException {
        String key = RulesetFold.key(record.key());
        if (record.value() == null) {
            fold.remove(record.offset(), key);
        } else {
            fold.take(record.offset(), key, decoder.decode(record.value(), record.headers()));
        }
    }
}
