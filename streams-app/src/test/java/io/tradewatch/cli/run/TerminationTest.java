package io.tradewatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminationTest {
    private final Jvm jvm = new Jvm();

    @Test
    void shouldEndTheProcessWithTheCommandsExitCodeOnceItHasTidiedUp() throws Exception {
        Termination termination = new Termination(jvm, Duration.ofSeconds(10), 0);
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
        assertThat(jvm.exitCode).isNotDone();

        termination.close();
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isZero();
        signal.join();
    }

    @Test
    void shouldFailWhenTidyingUpTakesTooLong() throws Exception {
        Termination termination = new Termination(jvm, Duration.ofMillis(1), 0);
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();

        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        signal.join();
    }

    @Test
    void shouldLeaveNothingBehindWhenTheCommandEndsByItself() {
        Termination termination = new Termination(jvm, Duration.ofSeconds(10), 0);

        assertThat(termination.await(Duration.ZERO)).isFalse();
        termination.close();

        assertThat(jvm.hook).isNull();
        assertThat(jvm.exitCode).isNotDone();
    }

    @Test
    void shouldBreakOffWhatTheCommandIsBusyWithAndNotCallItAFailure() throws Exception {
        CompletableFuture<Thread> signal = new CompletableFuture<>();

        int exitCode = Termination.during(new Termination(jvm, Duration.ofSeconds(10), 7), termination -> {
            signal.complete(jvm.signal());
            new CountDownLatch(1).await();
            return 0;
        });

        assertThat(exitCode).isEqualTo(7);
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        signal.get().join();
    }

    @Test
    void shouldPassOnAFailureThatCameByItself() {
        IllegalStateException failure = new IllegalStateException("no broker");

        assertThatThrownBy(() -> Termination.during(new Termination(jvm, Duration.ofSeconds(10), 0), termination -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(jvm.hook).isNull();
    }

    /** A JVM that can be told to stop and tells how it would have ended. */
    private static final class Jvm implements Termination.Jvm {
        private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        private volatile @Nullable Thread hook;

        @Override
        public void addHook(Thread added) {
            hook = added;
        }

        @Override
        public void removeHook(Thread removed) {
            hook = null;
        }

        @Override
        public void halt(int code) {
            exitCode.complete(code);
        }

        private Thread signal() {
            Thread started = Objects.requireNonNull(hook);
            started.start();
            return started;
        }
    }
}
