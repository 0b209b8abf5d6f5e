package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.streams.promises.Deterministic;
import io.tradewatch.streams.promises.ObservedAlert;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import io.tradewatch.streams.promises.Promise;
import io.tradewatch.streams.promises.Promises;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rescreening protocol in random histories, without Kafka: the real task, with stores, law, log and output that
 * crash, lag and lose their place as Kafka's would.
 *
 * <p>The same histories in every build. {@code -Dtradewatch.model.histories=5000000} plays more of them, {@code
 * -Dtradewatch.model.seed=N -Dtradewatch.model.histories=1} one of them again.
 */
@Tag("slow")
class RescreeningModelTest {
    private static final long FIRST_SEED = Long.getLong("tradewatch.model.seed", 0);
    private static final long HISTORIES = Long.getLong("tradewatch.model.histories", 60_000);

    /** A mistake must show within so many histories; the subtlest takes some two thousand. */
    private static final long HISTORIES_TO_CATCH_A_MISTAKE = 20_000;

    @Test
    void shouldKeepItsPromisesInEveryHistory() throws InterruptedException, ExecutionException {
        String registry = UUID.randomUUID().toString();
        AtomicLong nextSeed = new AtomicLong(FIRST_SEED);
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> players = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                players.add(pool.submit(() -> playUntil(FIRST_SEED + HISTORIES, nextSeed, registry)));
            }
            for (Future<?> player : players) {
                player.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(nextSeed.get()).isGreaterThanOrEqualTo(FIRST_SEED + HISTORIES);
    }

    private static void playUntil(long end, AtomicLong nextSeed, String registry) {
        ModelWorker worker = new ModelWorker(registry);
        for (long seed = nextSeed.getAndIncrement(); seed < end; seed = nextSeed.getAndIncrement()) {
            try {
                History.play(seed, worker, Mistake.NONE, Promises.ofOneRun(ModelWorker.MAX_VIOLATIONS));
            } catch (AssertionError | RuntimeException e) {
                nextSeed.set(end);
                throw new AssertionError("the history of seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldCatchTheMistakesOfNaiveProtocols(Mistake mistake) {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        long played = 0;
        boolean isCaught = false;
        while (!isCaught && played < HISTORIES_TO_CATCH_A_MISTAKE) {
            try {
                History.play(FIRST_SEED + played++, worker, mistake, Promises.ofOneRun(ModelWorker.MAX_VIOLATIONS));
            } catch (AssertionError expected) {
                isCaught = true;
            }
        }
        System.out.printf("%s: %s after %d histories%n", mistake, isCaught ? "caught" : "NOT caught", played);
        assertThat(isCaught)
                .as(mistake + " is caught within " + played + " histories")
                .isTrue();
    }

    @Test
    void shouldSayTheSameWhenAHistoryComesAgain() {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 200; seed++) {
            Deterministic promise = new Deterministic();
            promise.again();
            History.play(seed, worker, Mistake.NONE, alertsOf(promise));
            promise.again();
            History.play(seed, worker, Mistake.NONE, alertsOf(promise));
            promise.doAssert();
        }
    }

    /** Passes on alerts only: the promise is asserted after two histories, not after each. */
    private static Promise alertsOf(Promise promise) {
        return new Promise() {
            @Override
            public void alertObserved(ObservedAlert alert) {
                promise.alertObserved(alert);
            }

            @Override
            public void doAssert() {
                // Later, for two histories together.
            }
        };
    }

    @Test
    void shouldPlayHistoriesInWhichEverythingHappens() {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        Set<String> met = new TreeSet<>();
        Promise watcher = new Promise() {
            @Override
            public void alertObserved(ObservedAlert alert) {
                met.add(alert.violation().getStatusReason().name());
            }

            @Override
            public void deadLetterObserved(ObservedDeadLetter letter) {
                met.add(letter.reason());
            }

            @Override
            public void doAssert() {
                // What was met is looked at in the end.
            }
        };
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 1_000; seed++) {
            History.play(seed, worker, Mistake.NONE, watcher);
        }

        assertThat(met)
                .containsAll(
                        Arrays.stream(StatusReason.values()).map(Enum::name).toList());
        assertThat(met)
                .contains(
                        Reason.CONFLICTING_REVISION.name(),
                        Reason.KEY_MISMATCH.name(),
                        Reason.NULL_VALUE.name(),
                        Reason.UNDECODABLE.name());
    }
}
