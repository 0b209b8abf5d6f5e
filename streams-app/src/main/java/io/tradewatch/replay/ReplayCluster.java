package io.tradewatch.replay;

import io.tradewatch.records.RegistrySchemas;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The cluster that a replay reads.
 *
 * @param kafka the properties of Kafka's clients
 * @param schemas the registry that knows the records' schemas; only asked, never written to; stays open
 */
public record ReplayCluster(Map<String, Object> kafka, RegistrySchemas schemas) {
    private static final int RECORDS_A_POLL = 5_000;
    private static final int BYTES_A_PARTITION = 8 << 20;

    public ReplayCluster {
        kafka = Map.copyOf(kafka);
    }

    /** Reads committed records as a bystander: no group, nothing committed, and no jump where records are gone. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_A_PARTITION);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
