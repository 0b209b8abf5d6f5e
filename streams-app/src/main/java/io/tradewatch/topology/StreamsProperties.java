package io.tradewatch.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.streams.StreamsConfig;

/** The client and Streams properties that the application runs with, each with the reason for its value. */
final class StreamsProperties {
    /** The least that a request may have: what is larger than its topic takes may fit when it is compressed. */
    private static final int LEAST_REQUEST_BYTES = 4 * 1024 * 1024;

    /** A request holds a record and what is around it. */
    private static final int ROOM_FOR_HEADERS = 64 * 1024;

    /** Kafka's own default, and as many requests at least: the producer refuses a record that is larger than its buffer. */
    private static final long LEAST_BUFFER_BYTES = 32L * 1024 * 1024;

    private static final long REQUESTS_IN_BUFFER = 4;

    /**
     * Of the codecs that need no tuning the one that costs the least time. It is written in Java where native code cannot be
     * loaded. Not every client can read it: consumers never see it where their topics name a codec.
     */
    private static final String CODEC = "lz4";

    private static final String NO_CODEC = "none";

    private static final String PRODUCER_COMPRESSION =
            StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    private static final String PRODUCER_REQUEST = StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    private static final String PRODUCER_BUFFER = StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG);
    private static final String CHANGELOG_BYTES = StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

    /**
     * So long may an alert wait for company where it is readable at the next commit only, which sends what waits. Streams'
     * default of 100 ms would be a floor under latency.
     */
    private static final int LINGER_MS = 5;

    /** Where an alert is readable as soon as it is written, none waits. */
    private static final int NO_LINGER_MS = 0;

    /**
     * How many runs of transfers wait in a partition's queue before it is read no further: some thousands of usual transfers, or
     * a few megabytes of large ones. With ten, a clean transfer would cost a seventh more: polls bring less.
     */
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

    /**
     * The properties of Kafka Streams.
     *
     * @param sizes what the topics take
     * @param failures is told of records that cannot be sent
     * @param clock is told of times that are refused
     */
    static Properties of(ApplicationSettings settings, TopicSizes sizes, RecordFailures failures, TrustedClock clock) {
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
        // Measures are published in transactions; the law must not contain what was aborted.
        properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RUNS);
        properties.put(StreamsConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        properties.putAll(settings.kafka());
        properties.put(INTERCEPTORS, interceptors(settings.kafka()));
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SendFailures.class);
        properties.put(RecordFailures.PROPERTY, failures);
        properties.put(SendFailures.CLOCK, clock);
        properties.put(StreamsConfig.mainConsumerPrefix(RecordFailures.PROPERTY), failures);
        putSizes(properties, settings.kafka(), sizes);
        return properties;
    }

    /** Smaller sizes than these would let a transfer that its topic took stop the application. */
    private static void putSizes(Properties properties, Map<String, Object> kafka, TopicSizes sizes) {
        properties.put(CHANGELOG_BYTES, (int) sizes.changelogs());
        long request = Math.max(
                Math.max(LEAST_REQUEST_BYTES, sizes.largest() + ROOM_FOR_HEADERS),
                configured(kafka, PRODUCER_REQUEST, ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        properties.put(PRODUCER_REQUEST, (int) Math.min(request, Integer.MAX_VALUE));
        properties.put(
                PRODUCER_BUFFER,
                Math.max(
                        Math.max(LEAST_BUFFER_BYTES, REQUESTS_IN_BUFFER * request),
                        configured(kafka, PRODUCER_BUFFER, ProducerConfig.BUFFER_MEMORY_CONFIG)));
        if (!kafka.containsKey(PRODUCER_COMPRESSION)) {
            properties.put(
                    PRODUCER_COMPRESSION,
                    kafka.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, sizes.nameCodecs() ? CODEC : NO_CODEC));
        }
    }

    /** The larger of the values that the user has set; 0 where none is. */
    private static long configured(Map<String, Object> kafka, String... names) {
        return Stream.of(names)
                .filter(kafka::containsKey)
                .mapToLong(name -> Long.parseLong(kafka.get(name).toString().strip()))
                .max()
                .orElse(0);
    }

    /** What may be written with these properties. */
    static SizeLimits limits(Properties properties, TopicSizes sizes) {
        return sizes.limits(
                properties.get(PRODUCER_COMPRESSION).toString(),
                Long.parseLong(properties.get(PRODUCER_REQUEST).toString()));
    }

    /** Those that the user has set see transfers as they were consumed; runs are made after them. */
    private static String interceptors(Map<String, Object> kafka) {
        String own = TransferBatchInterceptor.class.getName();
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
