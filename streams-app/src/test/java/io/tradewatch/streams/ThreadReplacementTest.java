package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
    private final AtomicInteger added = new AtomicInteger();
    private final IllegalStateException failure = new IllegalStateException("boom");

    @Test
    void shouldAddAThreadAndEndTheOneThatFailed() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                replacement(StreamThreadExceptionResponse.REPLACE_THREAD).handle(failure);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        thread.start();
        thread.join();

        assertThat(added).hasValue(1);
        assertThat(thrown.get())
                .isInstanceOf(ThreadReplacement.FailedThread.class)
                .hasCause(failure);
    }

    @Test
    void shouldLeaveEveryOtherAnswerToKafkaStreams() {
        assertThat(replacement(StreamThreadExceptionResponse.SHUTDOWN_CLIENT).handle(failure))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(added).hasValue(0);
    }

    /** It cannot be replaced: Kafka Streams shuts down when it is told to replace it. */
    @Test
    void shouldNotReplaceTheThreadThatReadsTheRuleset() throws Exception {
        AtomicReference<StreamThreadExceptionResponse> answer = new AtomicReference<>();
        Thread global = new Thread(
                () -> answer.set(replacement(StreamThreadExceptionResponse.REPLACE_THREAD)
                        .handle(failure)),
                "tradewatch-GlobalStreamThread");
        global.start();
        global.join();

        assertThat(answer.get()).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(added).hasValue(0);
    }

    private ThreadReplacement replacement(StreamThreadExceptionResponse answer) {
        return new ThreadReplacement(exception -> answer, added::incrementAndGet);
    }
}
