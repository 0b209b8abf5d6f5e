package io.tradewatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HistoricalRulesetsTest {
    private static final Instant THEN = Instant.parse("2018-01-01T00:00:00Z");

    private final AtomicInteger compiled = new AtomicInteger();
    private final HistoricalRulesets historicalRulesets = new HistoricalRulesets();

    @Test
    void shouldCompileOnceForThoseWhoAskAgain() {
        MeasureIndex first = historicalRulesets.index(at(7), Optional.of(THEN));

        assertThat(historicalRulesets.index(at(7), Optional.of(THEN))).isSameAs(first);
        assertThat(compiled).hasValue(1);
    }

    @Test
    void shouldCompileAnewWhenTheLawHasChangedOrAnotherInstantIsMeant() {
        historicalRulesets.index(at(7), Optional.of(THEN));
        historicalRulesets.index(at(8), Optional.of(THEN));
        historicalRulesets.index(at(8), Optional.of(THEN.plusSeconds(1)));

        assertThat(compiled).hasValue(3);
    }

    @Test
    void shouldKeepOnlyTheLastFew() {
        historicalRulesets.index(at(7), Optional.of(THEN));
        for (int each = 1; each <= HistoricalRulesets.KEPT; each++) {
            historicalRulesets.index(at(7), Optional.of(THEN.plusSeconds(each)));
        }
        historicalRulesets.index(at(7), Optional.of(THEN));

        assertThat(compiled).hasValue(HistoricalRulesets.KEPT + 2);
    }

    @Test
    void shouldBeTheLawOfNowWhereNoInstantIsAsked() {
        PublishedLaw now = at(7);

        assertThat(historicalRulesets.index(now, Optional.empty())).isSameAs(now.index());
        assertThat(compiled).hasValue(0);
    }

    /** Threads of the server must not gather before one that compiles. */
    @Test
    void shouldNotWaitLongForAnotherCompilationButAnswerWhatIsKept() throws Exception {
        HistoricalRulesets impatient = new HistoricalRulesets(Duration.ofMillis(50));
        MeasureIndex kept = impatient.index(at(7), Optional.of(THEN));
        CountDownLatch compiling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<MeasureIndex> slow =
                CompletableFuture.supplyAsync(() -> impatient.index(slow(compiling, goOn), Optional.of(THEN)));
        compiling.await();

        assertThatThrownBy(() -> impatient.index(at(9), Optional.of(THEN)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(429);
                    assertThat(problem.retryAfter()).hasValue(2);
                });
        assertThat(impatient.index(at(7), Optional.of(THEN))).isSameAs(kept);
        goOn.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    private static PublishedLaw slow(CountDownLatch compiling, CountDownLatch goOn) {
        Law law = Law.of(List.of(), ReferenceTables.of(List.of()));
        return new PublishedLaw(
                MeasureIndex.compile(law),
                8,
                knownAt -> {
                    compiling.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return law;
                },
                Screening.DEFAULT_MAX_VIOLATIONS,
                List.of());
    }

    private PublishedLaw at(long position) {
        Law law = Law.of(List.of(), ReferenceTables.of(List.of()));
        return new PublishedLaw(
                MeasureIndex.compile(law),
                position,
                knownAt -> {
                    compiled.incrementAndGet();
                    return law;
                },
                Screening.DEFAULT_MAX_VIOLATIONS,
                List.of());
    }
}
