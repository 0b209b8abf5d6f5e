package io.tradewatch.ops;

import static io.tradewatch.topology.LawCompleteness.COMPLETE;
import static io.tradewatch.topology.LawCompleteness.LACKING;
import static io.tradewatch.topology.LawCompleteness.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Vitals WELL = new Vitals(
            State.RUNNING, 1, 135, COMPLETE, Optional.of(NOW.minus(Duration.ofDays(10))), 0, Optional.empty(), "");

    @Test
    void shouldBeLiveAndReadyWhenAllIsWell() {
        assertThat(health(WELL).live()).isEqualTo(new HealthReport("up", none(), none()));
        assertThat(health(WELL).ready()).isEqualTo(new HealthReport("up", none(), none()));
    }

    @Test
    void shouldBeLiveButNotReadyWhileItStarts() {
        Health starting = new Health(Optional::empty, Duration.ZERO, Clock.systemUTC());

        assertThat(starting.live().isUp()).isTrue();
        assertThat(starting.ready().reasons()).containsExactly("it is starting");
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING_ERROR", "ERROR", "PENDING_SHUTDOWN", "NOT_RUNNING"})
    void shouldNotBeLiveWhenScreeningHasEndedForGood(State state) {
        Vitals ended = with(state, 1, "boom");

        assertThat(health(ended).ready().isUp()).isFalse();
        if (state == State.PENDING_SHUTDOWN) {
            assertThat(health(ended).live().isUp()).as("it is told to stop").isTrue();
        } else {
            assertThat(health(ended).live().reasons())
                    .containsExactly("screening has ended: Kafka Streams is " + state + " (boom)");
        }
    }

    @Test
    void shouldNotBeLiveWhenEveryThreadIsDead() {
        assertThat(health(with(State.RUNNING, 0, "boom")).live().reasons())
                .containsExactly("every stream thread is dead (boom)");
    }

    @Test
    void shouldWarnOfAThreadThatFailedAndWasReplaced() {
        assertThat(health(with(State.RUNNING, 1, "boom")).live())
                .isEqualTo(new HealthReport("up", none(), List.of("a stream thread failed: boom")));
    }

    @Test
    void shouldNotBeReadyWhileTheGroupRebalances() {
        assertThat(health(with(State.REBALANCING, 1, "")).ready().reasons())
                .containsExactly("Kafka Streams is REBALANCING, expected RUNNING");
    }

    @Test
    void shouldNotBeReadyWithoutLawOrRegistryAndSaySoOfEach() {
        Vitals without =
                new Vitals(State.RUNNING, 1, 0, LACKING, Optional.empty(), 0, Optional.of("the registry is gone"), "");

        assertThat(health(without).ready().reasons())
                .hasSize(2)
                .anyMatch(reason -> reason.contains("tradewatch measures publish"))
                .contains("the registry is gone");
        assertThat(health(without).live().isUp()).isTrue();
    }

    @Test
    void shouldSayThatTheLawIsStillToBeCompiledAndNotThatItIsMissing() {
        Vitals early = new Vitals(State.RUNNING, 1, 0, PENDING, WELL.lawPublished(), 0, Optional.empty(), "");

        assertThat(health(early).ready().reasons())
                .singleElement()
                .asString()
                .startsWith("the law is not compiled yet");
        assertThat(health(early).live()).isEqualTo(new HealthReport("up", none(), none()));
    }

    @Test
    void shouldNotBeReadyWhenTheLawIsOlderThanTheSettingAllows() {
        assertThat(new Health(() -> Optional.of(WELL), Duration.ofDays(9), clock())
                        .ready()
                        .reasons())
                .singleElement()
                .asString()
                .contains("2026-02-19", "http.max-law-age");
        assertThat(new Health(() -> Optional.of(WELL), Duration.ofDays(10), clock())
                        .ready()
                        .isUp())
                .isTrue();
    }

    @Test
    void shouldWarnOfRecordsOfTheLawThatAreSkipped() {
        Vitals malformed = new Vitals(State.RUNNING, 1, 135, COMPLETE, WELL.lawPublished(), 2, Optional.empty(), "");

        assertThat(health(malformed).ready().isUp()).isTrue();
        assertThat(health(malformed).ready().warnings())
                .singleElement()
                .asString()
                .startsWith("2 records of the law cannot be read");
    }

    private static Vitals with(State state, int threads, String failure) {
        return new Vitals(state, threads, 135, COMPLETE, WELL.lawPublished(), 0, Optional.empty(), failure);
    }

    private static Health health(Vitals vitals) {
        return new Health(() -> Optional.of(vitals), Duration.ZERO, clock());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static List<String> none() {
        return List.of();
    }
}
