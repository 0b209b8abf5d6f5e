package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.screening.RecordFailures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
    private static final String INTERCEPTORS = "main.consumer.interceptor.classes";
    private static final TopicSizes SIZES =
            new TopicSizes(1_048_588, 1_114_124, "gzip", 1_114_124, "gzip", Long.MAX_VALUE);
    private static final String RUNS = TransferBatchInterceptor.class.getName();

    @Test
    void shouldPutTransfersIntoRuns() {
        assertThat(properties(Map.of())).containsEntry(INTERCEPTORS, RUNS);
    }

    @Test
    void shouldLetTheUsersInterceptorsSeeTransfersFirst() {
        assertThat(properties(Map.of("interceptor.classes", "com.example.Seeing")))
                .containsEntry(INTERCEPTORS, "com.example.Seeing," + RUNS);
        assertThat(properties(Map.of(
                        "interceptor.classes",
                        "com.example.Any",
                        "consumer.interceptor.classes",
                        "com.example.Consuming")))
                .containsEntry(INTERCEPTORS, "com.example.Consuming," + RUNS);
        assertThat(properties(
                        Map.of(INTERCEPTORS, "com.example.Main", "consumer.interceptor.classes", "com.example.C")))
                .containsEntry(INTERCEPTORS, "com.example.Main," + RUNS);
    }

    @Test
    void shouldLetAlertsWaitOnlyWhereTheyAreNotReadableAtOnce() {
        assertThat(properties(Map.of(), "exactly_once_v2")).containsEntry("producer.linger.ms", 5);
        assertThat(properties(Map.of(), "at_least_once")).containsEntry("producer.linger.ms", 0);
    }

    @Test
    void shouldLeaveReceiveBuffersToTheKernel() {
        assertThat(consumer(Map.of())).containsEntry("receive.buffer.bytes", -1);
        assertThat(consumer(Map.of("receive.buffer.bytes", 7))).containsEntry("receive.buffer.bytes", 7);
        assertThat(consumer(Map.of("consumer.receive.buffer.bytes", 7))).containsEntry("receive.buffer.bytes", 7);
    }

    private static Map<String, Object> consumer(Map<String, Object> kafka) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put("bootstrap.servers", "127.0.0.1:9092");
        return new StreamsConfig(properties(all)).getMainConsumerConfigs("tradewatch", "client", 0);
    }

    @Test
    void shouldLetTheUsersPropertiesWin() {
        assertThat(properties(Map.of("producer.linger.ms", 7))).containsEntry("producer.linger.ms", 7);
    }

    @Test
    void shouldLetEverythingPassThatTheTopicsTake() {
        Map<Object, Object> properties = properties(Map.of());

        assertThat(properties)
                .containsEntry("topic.max.message.bytes", 1_114_124 + 65_536)
                .containsEntry("producer.max.request.size", 4 * 1024 * 1024)
                .containsEntry("producer.buffer.memory", 32L * 1024 * 1024)
                .containsEntry("producer.compression.type", "lz4");
    }

    @Test
    void shouldLetALargerSizeOfTheUserCountAndNoSmallerOne() {
        assertThat(properties(Map.of("max.request.size", "20000000")))
                .containsEntry("producer.max.request.size", 20_000_000)
                .containsEntry("producer.buffer.memory", 80_000_000L);
        assertThat(properties(Map.of("producer.max.request.size", 1_000, "buffer.memory", 1_000)))
                .containsEntry("producer.max.request.size", 4 * 1024 * 1024)
                .containsEntry("producer.buffer.memory", 32L * 1024 * 1024);
        assertThat(properties(Map.of("compression.type", "zstd"))).containsEntry("producer.compression.type", "zstd");
    }

    /** Consumers of topics that leave the codec to the producer may not know it. */
    @Test
    void shouldCompressOnlyWhereTheTopicsNameACodec() {
        TopicSizes asProduced = new TopicSizes(1_000, 1_000, "producer", 1_000, "gzip", 1_000);

        assertThat(properties(Map.of(), "exactly_once_v2", asProduced))
                .containsEntry("producer.compression.type", "none");
        assertThat(properties(Map.of("compression.type", "lz4"), "exactly_once_v2", asProduced))
                .containsEntry("producer.compression.type", "lz4");
    }

    private static Map<Object, Object> properties(Map<String, Object> kafka) {
        return properties(kafka, "exactly_once_v2");
    }

    private static Map<Object, Object> properties(Map<String, Object> kafka, String guarantee) {
        return properties(kafka, guarantee, SIZES);
    }

    private static Map<Object, Object> properties(Map<String, Object> kafka, String guarantee, TopicSizes sizes) {
        return StreamsProperties.of(
                new ApplicationSettings(
                        "tradewatch",
                        TopicNames.withPrefix(""),
                        kafka,
                        Map.of(),
                        guarantee,
                        "classic",
                        1,
                        Path.of("state"),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ZERO,
                        500,
                        3,
                        Screening.DEFAULT_MAX_VIOLATIONS,
                        Duration.ofMillis(50)),
                sizes,
                new RecordFailures(3, null),
                new TrustedClock(() -> 0));
    }
}
