package io.tradewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Screening;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
    private static final String INTERCEPTORS = "main.consumer.interceptor.classes";
    private static final String RUNS = TransferRuns.class.getName();

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

    private static Map<Object, Object> properties(Map<String, Object> kafka) {
        return properties(kafka, "exactly_once_v2");
    }

    private static Map<Object, Object> properties(Map<String, Object> kafka, String guarantee) {
        return StreamsProperties.of(new ApplicationSettings(
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
                Screening.DEFAULT_MAX_VIOLATIONS,
                Duration.ofMillis(50)));
    }
}
