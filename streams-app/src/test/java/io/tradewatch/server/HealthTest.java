package io.tradewatch.server;

import static io.tradewatch.ruleset.RulesetCompleteness.COMPLETE;
import static io.tradewatch.ruleset.RulesetCompleteness.INCOMPLETE;
import static io.tradewatch.ruleset.RulesetCompleteness.LACKING;
import static io.tradewatch.ruleset.RulesetCompleteness.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Trouble;
import io.tradewatch.kafka.Waits;
import io.tradewatch.ruleset.Unusable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Vitals WELL = new Vitals(
            State.RUNNING,
            1,
            135,
            COMPLETE,
            "",
            List.of(),
            Optional.of(NOW.minus(Duration.ofDays(10))),
            Set.of(),
            Optional.empty(),
            "",
            List.of(),
            List.of());

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
        Vitals without = new Vitals(
                State.RUNNING,
                1,
                0,
                LACKING,
                "publish with: tradewatch measures publish",
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.of("the registry is gone"),
                "",
                List.of(),
                List.of());

        assertThat(health(without).ready().reasons())
                .hasSize(2)
                .anyMatch(reason -> reason.contains("tradewatch measures publish"))
                .contains("the registry is gone");
        assertThat(health(without).live().isUp()).isTrue();
    }

    @Test
    void shouldSayThatTheLawIsStillToBeCompiledAndNotThatItIsMissing() {
        Vitals early = new Vitals(
                State.RUNNING,
                1,
                0,
                PENDING,
                "the ruleset is not compiled yet",
                List.of(),
                WELL.lawPublished(),
                Set.of(),
                Optional.empty(),
                "",
                List.of(),
                List.of());

        assertThat(health(early).ready().reasons())
                .singleElement()
                .asString()
                .startsWith("the ruleset is not compiled yet");
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
    void shouldNotBeReadyWhileTheRulesetIsIncompleteAndSayKeyOffsetAndReason() {
        assertThat(health(lacking(1)).ready())
                .isEqualTo(new HealthReport(
                        "down",
                        List.of("the ruleset is incomplete: it lacks the record BAN@0 at offset 0: UNDECODABLE"),
                        none()));
        assertThat(health(lacking(1)).live().isUp()).isTrue();
    }

    @Test
    void shouldNameAHundredRecordsThatTheRulesetLacksAndCountTheOthers() {
        assertThat(health(lacking(100_000)).ready().reasons())
                .hasSize(101)
                .last()
                .asString()
                .contains("99900 more records");
    }

    @Test
    void shouldNotBeReadyWhileThreadsWaitAndSayForWhat() {
        Vitals waiting = new Vitals(
                State.RUNNING,
                1,
                135,
                COMPLETE,
                "",
                List.of(),
                WELL.lawPublished(),
                EnumSet.allOf(Waits.For.class),
                Optional.empty(),
                "",
                List.of(),
                List.of());

        assertThat(health(waiting).ready().reasons())
                .containsExactly(
                        "stream threads wait for the ruleset",
                        "stream threads wait for the schema registry",
                        "the broker does not answer: nothing is read and no alert is published until it does");
        assertThat(health(waiting).live().isUp()).isTrue();
    }

    @Test
    void shouldNotBeReadyWhileTheBrokerShowsThatTransfersAreNotScreened() {
        Vitals standing = beside(List.of("nothing of partition 2 was screened for 43 s"), List.of());

        assertThat(health(standing).ready())
                .isEqualTo(new HealthReport("down", List.of("nothing of partition 2 was screened for 43 s"), none()));
        assertThat(health(standing).live().isUp()).isTrue();
    }

    @Test
    void shouldNotBeReadyWhereAThreadFailsThatScreeningNeedsAndWarnOfOneThatOnlyShows() {
        Vitals troubled = beside(
                List.of(),
                List.of(
                        new Trouble("look-back-reader", Concern.SCREENING, "is dead (boom)"),
                        new Trouble("violations-reader", Concern.WINDOW, "failed 3 times in a row")));

        assertThat(health(troubled).ready())
                .isEqualTo(new HealthReport(
                        "down",
                        List.of("the thread look-back-reader is dead (boom)"),
                        List.of("the thread violations-reader failed 3 times in a row")));
        assertThat(health(troubled).live().isUp()).isTrue();
    }

    private static Vitals beside(List<String> inputProblems, List<Trouble> troubles) {
        return new Vitals(
                State.RUNNING,
                1,
                135,
                COMPLETE,
                "",
                List.of(),
                WELL.lawPublished(),
                Set.of(),
                Optional.empty(),
                "",
                inputProblems,
                troubles);
    }

    private static Vitals lacking(int records) {
        List<Unusable> unusable = IntStream.range(0, records)
                .mapToObj(number -> new Unusable("BAN@" + number, number, "UNDECODABLE"))
                .toList();
        return new Vitals(
                State.RUNNING,
                1,
                135,
                INCOMPLETE,
                "",
                unusable,
                WELL.lawPublished(),
                Set.of(),
                Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Vitals with(State state, int threads, String failure) {
        return new Vitals(
                state,
                threads,
                135,
                COMPLETE,
                "",
                List.of(),
                WELL.lawPublished(),
                Set.of(),
                Optional.empty(),
                failure,
                List.of(),
                List.of());
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
