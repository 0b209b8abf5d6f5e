package io.tradewatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads alerts as any downstream service would: committed ones only. */
final class PublishedAlerts {
    private PublishedAlerts() {}

    /**
     * The keys of all alerts between two ends of the topic; transactions must have ended by then.
     *
     * @param from where to begin, for each partition
     */
    static List<String> ids(BenchCluster cluster, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster.kafka())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> ids.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        return ids;
    }

    /** The keys of all alerts since the beginning of the topic. */
    static List<String> all(BenchCluster cluster, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = cluster.ends(topic);
        Map<TopicPartition, Long> beginning = new HashMap<>();
        ends.keySet().forEach(partition -> beginning.put(partition, 0L));
        return ids(cluster, beginning, ends);
    }

    /** A consumer that reads committed records only. */
    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
