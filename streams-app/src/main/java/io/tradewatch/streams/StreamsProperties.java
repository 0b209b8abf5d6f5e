package io.tradewatch.streams;

import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.SizeLimits;
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
    /** The minimum of {@code max.request.size}: a record above its topic's limit may fit when it is compressed. */
    private static final int LEAST_REQUEST_BYTES = 4 * 1024 * 1024;

    /** The space in a request for the overhead around a record, in bytes. */
    private static final int ROOM_FOR_HEADERS = 64 * 1024;

    /**
     * Kafka's default, which is the minimum of {@code buffer.memory}. The buffer also holds at least
     * {@link #REQUESTS_IN_BUFFER} requests, because the producer rejects a record that is larger than its buffer.
     */
    private static final long LEAST_BUFFER_BYTES = 32L * 1024 * 1024;

    private static final long REQUESTS_IN_BUFFER = 4;

    /**
     * The fastest of the codecs that need no tuning. A Java implementation is used if native code cannot be loaded. Not
     * every client can read this codec; consumers never receive it if their topics specify a codec.
     */
    private static final String CODEC = "lz4";

    private static final String NO_CODEC = "none";

    private static final String PRODUCER_COMPRESSION =
            StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    private static final String PRODUCER_REQUEST = StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    private static final String PRODUCER_BUFFER = StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG);
    private static final String CHANGELOG_BYTES = StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

    /**
     * The longest time that an alert waits for a batch if alerts become readable at commits only. A commit sends all
     * waiting alerts. Streams' default of 100 ms would be a lower bound of latency.
     */
    private static final int LINGER_MS = 5;

    /** No alert waits if alerts are readable as soon as they are written. */
    private static final int NO_LINGER_MS = 0;

    /**
     * The number of batches in a partition's queue at which the partition is paused: some thousands of typical
     * transfers, or a few megabytes of large ones. With a value of 10, polls would return less, and a clean transfer
     * would cost a seventh more.
     */
    private static final int BUFFERED_RUNS = 100;

    /**
     * The longest time that a fetch request waits for records. Partitions that are added meanwhile wait for its
     * response. This happens at a start, when one task is ready before another.
     */
    private static final int FETCH_WAIT_MS = 100;

    /**
     * The kernel chooses the size of the receive buffer. Kafka's 64 KiB are less than one segment of a local connection
     * together with the kernel's bookkeeping. Under load the kernel dropped segments, and the broker sent them again
     * 200 ms later.
     */
    private static final int RECEIVE_BUFFER = Selectable.USE_DEFAULT_BUFFER_SIZE;

    private static final String INTERCEPTORS =
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

    private StreamsProperties() {}

    /**
     * The properties of Kafka Streams.
     *
     * @param sizes the size limits of the topics
     * @param failures counts records that cannot be sent
     * @param clock is set back when a broker rejects its time
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
        // Every store is written through: caching would only hide the size of the state.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                settings.processingGuarantee().equals(StreamsConfig.AT_LEAST_ONCE) ? NO_LINGER_MS : LINGER_MS);
        // Measures are published in transactions; the ruleset must not contain aborted records.
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

    /** With smaller sizes, a transfer that its topic accepts could stop the application. */
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

    /** The largest of the values that the user has set; 0 if none is set. */
    private static long configured(Map<String, Object> kafka, String... names) {
        return Stream.of(names)
                .filter(kafka::containsKey)
                .mapToLong(name -> Long.parseLong(kafka.get(name).toString().strip()))
                .max()
                .orElse(0);
    }

    /** The size limits of records written with these properties. */
    static SizeLimits limits(Properties properties, TopicSizes sizes) {
        return sizes.limits(
                properties.get(PRODUCER_COMPRESSION).toString(),
                Long.parseLong(properties.get(PRODUCER_REQUEST).toString()));
    }

    /**
     * The user's interceptors run first and receive the transfers as they were consumed; batches are created after
     * them.
     */
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

    /**
     * The properties of the consumer that reads past transfers and the group's committed offsets. It reads committed
     * records only.
     */
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
