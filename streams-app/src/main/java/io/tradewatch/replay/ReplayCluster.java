package io.tradewatch.replay;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.BoundedConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The cluster that a replay reads.
 *
 * @param kafka the properties of Kafka's clients
 * @param schemas the registry with the records' schemas; stays open
 */
public record ReplayCluster(Map<String, Object> kafka, RegistrySchemas schemas) {
    private static final int RECORDS_A_POLL = 5_000;
    /** Maximum size of a fetch response in bytes. Several responses wait at a time; together they fit into a small heap. */
    private static final int BYTES_AN_ANSWER = 8 << 20;

    private static final int BYTES_A_PARTITION = 2 << 20;

    /** The kernel chooses the size: Kafka's default of 64 KiB is a hundredth of a response. */
    private static final int RECEIVE_BUFFER = Selectable.USE_DEFAULT_BUFFER_SIZE;

    private static final int LINGER_MS = 20;
    /** The default maximum of brokers. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

    public ReplayCluster {
        kafka = Map.copyOf(kafka);
    }

    /** A transactional producer; closing it aborts an open transaction. */
    Producer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) LONGEST_TRANSACTION.toMillis());
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A read_committed consumer without a group. It commits no offsets and fails instead of resetting when records are gone.
     */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = BoundedConsumer.propertiesWithoutGroup(kafka);
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES_AN_ANSWER);
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_A_PARTITION);
        properties.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        return new BoundedConsumer(properties);
    }
}
