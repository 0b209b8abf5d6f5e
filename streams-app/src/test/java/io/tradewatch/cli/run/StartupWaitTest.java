package io.tradewatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.cli.CliException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a server, on a clock that goes on by a second with each look. */
@Timeout(60)
class StartupWaitTest {
    private final CliException noAnswer =
            CliException.noAnswer("nothing listens at 127.0.0.1:8081", "Start one.", new IllegalStateException());
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> said = new ArrayList<>();

    @Test
    void shouldReturnTheFirstAnswerWithoutAWord() throws Exception {
        String answer = waiting(60).until("the registry", () -> "here");

        assertThat(answer).isEqualTo("here");
        assertThat(said).isEmpty();
    }

    @Test
    void shouldAskUntilThereIsAnAnswerAndSayEveryFiveSecondsWhatIsWaitedFor() throws Exception {
        String answer = waiting(60).until("the registry", () -> {
            if (asked.incrementAndGet() < 10) {
                throw noAnswer;
            }
            return "here";
        });

        assertThat(answer).isEqualTo("here");
        assertThat(asked).hasValue(10);
        assertThat(said)
                .hasSizeBetween(3, 5)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("waiting for the registry, ")
                        .contains(" s of at most 60 s: nothing listens at 127.0.0.1:8081"));
    }

    @Test
    void shouldFailWithTheLastFailureWhenTheTimeIsOver() {
        assertThatThrownBy(() -> waiting(20).until("the registry", () -> {
                    asked.incrementAndGet();
                    throw noAnswer;
                }))
                .isSameAs(noAnswer);

        assertThat(asked.get()).isBetween(5, 20);
    }

    @Test
    void shouldAskOnceWhereItIsNotToWait() {
        assertThatThrownBy(() -> waiting(0).until("the registry", () -> {
                    asked.incrementAndGet();
                    throw noAnswer;
                }))
                .isSameAs(noAnswer);

        assertThat(asked).hasValue(1);
        assertThat(said).isEmpty();
    }

    @Test
    void shouldNotAskAgainWhatDoesNotPass() {
        CliException refused = new CliException("the password is wrong", "Set another.");

        assertThatThrownBy(() -> waiting(60).until("the registry", () -> {
                    asked.incrementAndGet();
                    throw refused;
                }))
                .isSameAs(refused);

        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldEndAtOnceWhenTheCommandIsToldToStopWhateverTheQuestionIsBusyWith() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            try {
                ended.complete(new AssertionError(waiting(60).until("the registry", () -> {
                    isAsked.countDown();
                    awaitForever();
                    return "here";
                })));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        command.start();
        isAsked.await();

        command.interrupt();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(said).last().isEqualTo("told to stop while waiting for the registry");
    }

    /** As a socket that nobody answers on: no interrupt ends it. */
    private static void awaitForever() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    private StartupWait waiting(int longestSeconds) {
        return new StartupWait(
                Duration.ofSeconds(longestSeconds),
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()),
                said::add);
    }
}
