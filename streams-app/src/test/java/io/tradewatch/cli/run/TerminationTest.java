package io.tradewatch.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminationTest {
    private final Jvm jvm = new Jvm();

    @Test
    void shouldEndTheProcessWithTheCommandsExitCodeOnceItHasTidiedUp() throws Exception {
        Termination termination = new Termination(jvm, within(Duration.ofSeconds(10)), 0);
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
        assertThat(jvm.exitCode).isNotDone();

        termination.close();
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isZero();
        signal.join();
    }

    @Test
    void shouldFailWhenTidyingUpTakesTooLong() throws Exception {
        Termination termination = new Termination(jvm, within(Duration.ofMillis(1)), 0);
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();

        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        signal.join();
    }

    @Test
    void shouldLeaveNothingBehindWhenTheCommandEndsByItself() {
        Termination termination = new Termination(jvm, within(Duration.ofSeconds(10)), 0);

        assertThat(termination.await(Duration.ZERO)).isFalse();
        termination.close();

        assertThat(jvm.hook).isNull();
        assertThat(jvm.exitCode).isNotDone();
    }

    @Test
    void shouldBreakOffWhatTheCommandIsBusyWithAndNotCallItAFailure() throws Exception {
        CompletableFuture<Thread> signal = new CompletableFuture<>();

        int exitCode = Termination.during(new Termination(jvm, within(Duration.ofSeconds(10)), 7), termination -> {
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

        assertThatThrownBy(() ->
                        Termination.during(new Termination(jvm, within(Duration.ofSeconds(10)), 0), termination -> {
                            throw failure;
                        }))
                .isSameAs(failure);

        assertThat(jvm.hook).isNull();
    }

    @Test
    void shouldWaitLongerOnlyWhereItIsWorthIt() throws Exception {
        AtomicBoolean isAsked = new AtomicBoolean();
        Grace grace = new Grace(Duration.ofMillis(1), Duration.ofSeconds(10), () -> {
            isAsked.set(true);
            return true;
        });
        Termination termination = new Termination(jvm, grace, 0);
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
        await().untilTrue(isAsked);
        assertThat(jvm.exitCode).isNotDone();

        termination.close();
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isZero();
        signal.join();
    }

    @Test
    void shouldEndTheChildrenWhenTidyingUpTakesTooLong() throws Exception {
        Termination termination = new Termination(jvm, within(Duration.ofMillis(1)), 0);
        AtomicBoolean isCalled = new AtomicBoolean();
        termination.atHalt(() -> isCalled.set(true));
        Thread signal = jvm.signal();

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();

        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(isCalled).isTrue();
        signal.join();
    }

    @Test
    void shouldFailWithTheCauseForWhichItWasBrokenOffAndNotWithWhatCameOfIt() {
        IllegalStateException cause = new IllegalStateException("the broker is gone");

        assertThatThrownBy(() ->
                        Termination.during(new Termination(jvm, within(Duration.ofSeconds(10)), 0), termination -> {
                            termination.breakOff(cause);
                            termination.breakOff(new IllegalStateException("the registry is gone"));
                            assertThat(termination.isRequested()).isTrue();
                            assertThat(termination.isBrokenOff()).isTrue();
                            new CountDownLatch(1).await();
                            return 0;
                        }))
                .isSameAs(cause)
                .hasSuppressedException(new InterruptedException());

        assertThat(jvm.hook).isNull();
        assertThat(jvm.exitCode).isNotDone();
    }

    @Test
    void shouldFailWithTheCauseAlsoWhereTheCommandReturned() {
        IllegalStateException cause = new IllegalStateException("the broker is gone");

        assertThatThrownBy(() ->
                        Termination.during(new Termination(jvm, within(Duration.ofSeconds(10)), 0), termination -> {
                            termination.breakOff(cause);
                            return termination.await(Duration.ofSeconds(10)) ? 0 : 1;
                        }))
                .isSameAs(cause);
    }

    @Test
    void shouldBoundTheEndOfWhatWasBrokenOff() throws Exception {
        Termination termination = new Termination(jvm, within(Duration.ofMillis(1)), 0);

        termination.breakOff(new IllegalStateException("the broker is gone"));

        assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void shouldNotBlameServersThatEndAfterTheRequestToStop() throws Exception {
        CompletableFuture<Thread> signal = new CompletableFuture<>();

        int exitCode = Termination.during(new Termination(jvm, within(Duration.ofSeconds(10)), 7), termination -> {
            signal.complete(jvm.signal());
            assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
            termination.breakOff(new IllegalStateException("the broker is gone"));
            return 7;
        });

        assertThat(exitCode).isEqualTo(7);
        assertThat(jvm.exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        signal.get().join();
    }

    private static Grace within(Duration longest) {
        return new Grace(longest, longest, () -> false);
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
