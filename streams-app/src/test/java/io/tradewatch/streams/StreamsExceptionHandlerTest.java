package io.tradewatch.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ScreeningMeters;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamsExceptionHandlerTest {
    private final ShutdownSignal stop = new ShutdownSignal();
    private final RecordFailures records = new RecordFailures(3, null);
    private final StreamsExceptionHandler failures =
            new StreamsExceptionHandler(stop, ScreeningMeters.unread(), records);

    static Stream<Throwable> unavailable() {
        return Stream.of(
                new UnavailableException("waited 60 s for the ruleset"),
                new UnavailableException("the schema registry did not answer", new IOException("gone")),
                new TimeoutException("no broker"),
                new DisconnectException("no broker"));
    }

    @ParameterizedTest
    @MethodSource("unavailable")
    void shouldNotGiveUpHoweverOftenThreadsWaitInVain(Throwable exception) {
        for (int time = 0; time < 100; time++) {
            assertThat(failures.handle(new StreamsException("in a task", new RuntimeException(exception))))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.last()).isEmpty();
    }

    @Test
    void shouldGiveUpWhereThreadsFailAgainAndAgain() {
        for (int time = 1; time < 10; time++) {
            assertThat(failures.handle(new IllegalStateException("boom"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new IllegalStateException("boom"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).get().asString().contains("boom");
    }

    /** Kafka calls it retriable; reading the same bytes again does not help. */
    @Test
    void shouldGiveUpOnRecordsThatAreCorrupt() {
        for (int time = 1; time < 10; time++) {
            assertThat(failures.handle(new CorruptRecordException("bad checksum")))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new CorruptRecordException("bad checksum"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldTellCausesThatGoInACircleForAFailure() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);

        for (int time = 1; time < 10; time++) {
            assertThat(failures.handle(one)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(one)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
