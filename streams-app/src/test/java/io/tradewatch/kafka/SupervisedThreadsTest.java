package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import io.tradewatch.kafka.SupervisedThreads.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisedThreadsTest {
    private static final String NAME = "reader";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final Queue<Integer> exits = new ConcurrentLinkedQueue<>();
    private final SupervisedThreads threads =
            new SupervisedThreads(registry, now::get, Duration.ofMillis(1), exits::add);
    private final Queue<Running> started = new ConcurrentLinkedQueue<>();

    @AfterEach
    void tearDown() {
        started.forEach(Running::close);
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("boom"),
                new StackOverflowError(),
                new AssertionError("boom"),
                new NoClassDefFoundError("Gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldBeginTheWorkAgainWhateverItThrewAndCountThat(Throwable failure) {
        AtomicInteger runs = new AtomicInteger();

        start(Concern.SCREENING, self -> {
            if (runs.incrementAndGet() == 1) {
                throwUnchecked(failure);
            }
            self.pause(Duration.ofDays(1));
        });

        await().until(() -> runs.get() == 2);
        assertThat(restarts()).isEqualTo(1);
        assertThat(threads.troubles()).as("one failure is over").isEmpty();
    }

    @Test
    void shouldTellOfWorkThatFailsRepeatedlyUntilItHasGoneOnForAMinute() {
        AtomicInteger runs = new AtomicInteger();

        start(Concern.WINDOW, self -> {
            if (runs.incrementAndGet() <= SupervisedThreads.REPEATED) {
                throw new IllegalStateException("boom " + "x".repeat(10_000));
            }
            self.pause(Duration.ofDays(1));
        });

        await().until(() -> runs.get() == SupervisedThreads.REPEATED + 1);
        assertThat(threads.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.thread()).isEqualTo(NAME);
            assertThat(trouble.concern()).isEqualTo(Concern.WINDOW);
            assertThat(trouble.problem())
                    .contains("failed 3 times in a row", "boom")
                    .hasSizeLessThan(400);
        });
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(threads.troubles()).isEmpty();
    }

    /** What fails once an hour never failed repeatedly. */
    @Test
    void shouldForgetFailuresThatSteadyWorkFollowed() {
        AtomicInteger runs = new AtomicInteger();

        start(Concern.SCREENING, self -> {
            now.addAndGet(Duration.ofHours(1).toNanos());
            if (runs.incrementAndGet() <= 10) {
                throw new IllegalStateException("boom");
            }
            self.pause(Duration.ofDays(1));
        });

        await().until(() -> runs.get() == 11);
        assertThat(restarts()).isEqualTo(10);
        assertThat(threads.troubles()).isEmpty();
    }

    @Test
    void shouldEndTheProcessWhereMemoryRanOut() {
        start(Concern.SCREENING, self -> {
            throw new OutOfMemoryError("Java heap space");
        });

        await().until(() -> !exits.isEmpty());
        assertThat(exits).first().isEqualTo(3);
    }

    @Test
    void shouldEndAThreadThatWaitsAsSoonAsItIsClosed() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Running running = start(Concern.SCREENING, self -> {
            runs.incrementAndGet();
            waits.countDown();
            new CountDownLatch(1).await();
        });
        assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();

        running.close();

        assertThat(alive()).isFalse();
        assertThat(runs).hasValue(1);
        assertThat(restarts()).isZero();
        assertThat(threads.troubles()).isEmpty();
    }

    /** An interrupt that nobody meant must not end what only closing ends. */
    @Test
    void shouldGoOnAfterAnInterruptThatIsNotTheEnd() {
        AtomicInteger runs = new AtomicInteger();

        start(Concern.SCREENING, self -> {
            if (runs.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
            }
            self.pause(Duration.ofDays(1));
        });

        await().until(() -> runs.get() == 2);
        assertThat(restarts()).isEqualTo(1);
    }

    @Test
    void shouldForgetAThreadWhoseWorkIsOver() {
        start(Concern.SCREENING, self -> {});

        await().until(() -> !alive());
        assertThat(threads.troubles()).isEmpty();
    }

    /** A plain scheduler drops a periodic task at its first failure, and says nothing. */
    @Test
    void shouldGoOnWithAPeriodicTaskThatFailed() {
        ScheduledExecutorService scheduler = threads.scheduler(NAME, Concern.WINDOW);
        AtomicInteger runs = new AtomicInteger();

        try {
            Object unused = scheduler.scheduleAtFixedRate(
                    () -> {
                        if (runs.incrementAndGet() <= SupervisedThreads.REPEATED) {
                            throw new StackOverflowError();
                        }
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);

            await().until(() -> runs.get() > SupervisedThreads.REPEATED + 1);
            assertThat(restarts()).isEqualTo(SupervisedThreads.REPEATED);
            assertThat(threads.troubles()).hasSize(1);
            now.addAndGet(Duration.ofSeconds(61).toNanos());
            assertThat(threads.troubles()).as("it has gone on for a minute").isEmpty();
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void shouldTellOfATaskThatFailsAgainAndAgain() {
        ScheduledExecutorService scheduler = threads.scheduler(NAME, Concern.SCREENING);

        try {
            Object unused = scheduler.scheduleAtFixedRate(
                    () -> {
                        throw new IllegalStateException("boom");
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);

            await().until(() ->
                    threads.troubles().stream().anyMatch(trouble -> trouble.concern() == Concern.SCREENING));
            assertThat(threads.troubles())
                    .singleElement()
                    .extracting(Trouble::toString)
                    .asString()
                    .startsWith("the thread reader failed ")
                    .contains("boom");
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void shouldLeaveAThreadThatIsStartedOnceAtItsEnd() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);

        SupervisedThreads.startOnce(NAME, () -> {
            ran.countDown();
            throw new IllegalStateException("boom");
        });

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !alive());
    }

    private Running start(Concern concern, SupervisedThreads.Work work) {
        Running running = threads.start(NAME, concern, work);
        started.add(running);
        return running;
    }

    private double restarts() {
        return registry.get("tradewatch.thread.restarts")
                .tag("thread", NAME)
                .counter()
                .count();
    }

    private static boolean alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(NAME));
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
