package io.tradewatch.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.streams.StreamsConfig;

/** The client and Streams properties that the application runs with, each with the reason for its value. */
final class StreamsProperties {
    /** Large enough for the largest transfer that fits into its topic by default, with headers on top. */
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    /**
     * So long may an alert wait for company where it is readable at the next commit only, which sends what waits. Streams'
     * default of 100 ms would be a floor under latency.
     */
    private static final int LINGER_MS = 5;

    /** Where an alert is readable as soon as it is written, none waits. */
    private static final int NO_LINGER_MS = 0;

    /** How many runs of transfers wait in a partition's queue before it is read no further: some megabytes. */
    private static final int BUFFERED_RUNS = 100;

    /**
     * So long may a request for records wait where there are none. Partitions that come to be read meanwhile, as at a start,
     * where one task is ready before the other, wait for its answer.
     */
    private static final int FETCH_WAIT_MS = 100;

    /**
     * How much of a connection waits in the kernel is for the kernel to say. Kafka's 64 KiB are less than one segment of a
     * local connection with what the kernel counts beside it: under load it dropped segments, and the broker sent them
     * again 200 ms later.
     */
    private static final int RECEIVE_BUFFER = Selectable.USE_DEFAULT_BUFFER_SIZE;

    private static final String INTERCEPTORS =
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

    private StreamsProperties() {}

    static Properties of(ApplicationSettings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.processingGuarantee());
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateDirectory().toAbsolutePath().toString());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // Every store is written through: caching would only hide how much state there is.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                settings.processingGuarantee().equals(StreamsConfig.AT_LEAST_ONCE) ? NO_LINGER_MS : LINGER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        // Measures are published in transactions; the law must not contain what was aborted.
        properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RUNS);
        properties.put(StreamsConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        properties.putAll(settings.kafka());
        properties.put(INTERCEPTORS, interceptors(settings.kafka()));
        return properties;
    }

    /** Those that the user has set see transfers as they were consumed; runs are made after them. */
    private static String interceptors(Map<String, Object> kafka) {
        String own = TransferRuns.class.getName();
        return Stream.of(
                        INTERCEPTORS,
                        StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
                .filter(kafka::containsKey)
                .findFirst()
                .map(key -> kafka.get(key) + "," + own)
                .orElse(own);
    }

    /** The properties of the consumer that reads past transfers, committed ones only, and what the group has committed. */
    static Map<String, Object> ofLookBack(ApplicationSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-look-back");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.sliceRecords());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId());
        return properties;
    }
}
