package io.tradewatch.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ApplicationSettings;
import io.tradewatch.streams.ScreeningApplication;
import io.tradewatch.streams.StartFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** What all runs have in common: the product's defaults, one thread. */
final class Settings {
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    static final Duration MEASURES_DEBOUNCE = Duration.ofMillis(200);
    static final Duration THIRTY_DAYS = Duration.ofDays(30);
    static final int SLICE_RECORDS = 500;
    static final int FAILURES_A_RECORD = 3;
    static final int THREADS = 1;
    static final String GUARANTEE = "exactly_once_v2";
    static final int LINGER_MS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MEMORY = Duration.ofDays(3_650);

    private Settings() {}

    /** What Kafka Streams is set to where others than Tradewatch run in it. */
    static Properties streams(Map<String, Object> kafka, String id, Path state) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, GUARANTEE);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        return properties;
    }

    /** Reports them. */
    static Report describe(Report report) {
        return report.setting("threads", THREADS)
                .setting("guarantee", GUARANTEE)
                .setting("commit interval", COMMIT_INTERVAL.toMillis() + " ms");
    }

    /** Starts Tradewatch in this JVM. */
    static Instance start(BenchCluster cluster, TopicNames topics, String id, Path state, Duration lookBack) {
        return start(cluster, topics, id, state, lookBack, new ScreeningMeters(new SimpleMeterRegistry()));
    }

    /** Starts Tradewatch in this JVM, with meters. */
    static Instance start(
            BenchCluster cluster, TopicNames topics, String id, Path state, Duration lookBack, ScreeningMeters meters) {
        return instance(startScreening(cluster, topics, id, state, lookBack, meters));
    }

    /** Starts Tradewatch in this JVM, with the highest limit of violations that a transfer can have one by one. */
    static Instance startWithHighestLimit(BenchCluster cluster, TopicNames topics, String id, Path state) {
        ScreeningMeters meters = new ScreeningMeters(new SimpleMeterRegistry());
        int limit = Screening.HIGHEST_MAX_VIOLATIONS;
        return instance(startScreening(cluster, topics, id, state, Duration.ZERO, meters, limit));
    }

    private static Instance instance(ScreeningApplication application) {
        return new Instance() {
            @Override
            public KafkaStreams streams() {
                return application.streams();
            }

            @Override
            public void close() {
                application.leave();
            }
        };
    }

    /** Starts Tradewatch in this JVM; whoever starts it closes it. */
    static ScreeningApplication startScreening(
            BenchCluster cluster, TopicNames topics, String id, Path state, Duration lookBack) {
        return startScreening(cluster, topics, id, state, lookBack, new ScreeningMeters(new SimpleMeterRegistry()));
    }

    /** Starts Tradewatch in this JVM, with meters; whoever starts it closes it. */
    static ScreeningApplication startScreening(
            BenchCluster cluster, TopicNames topics, String id, Path state, Duration lookBack, ScreeningMeters meters) {
        return startScreening(cluster, topics, id, state, lookBack, meters, Screening.DEFAULT_MAX_VIOLATIONS);
    }

    private static ScreeningApplication startScreening(
            BenchCluster cluster,
            TopicNames topics,
            String id,
            Path state,
            Duration lookBack,
            ScreeningMeters meters,
            int maxViolations) {
        try {
            ApplicationSettings settings = new ApplicationSettings(
                    id,
                    topics,
                    cluster.kafka(),
                    cluster.registry(),
                    GUARANTEE,
                    "classic",
                    THREADS,
                    state,
                    COMMIT_INTERVAL,
                    PATIENCE,
                    lookBack,
                    MEMORY,
                    SLICE_RECORDS,
                    FAILURES_A_RECORD,
                    maxViolations,
                    MEASURES_DEBOUNCE);
            return ScreeningApplication.start(settings, meters);
        } catch (StartFailedException e) {
            throw new IllegalStateException("the application of this benchmark does not start", e);
        }
    }
}
