package io.tradewatch.topology;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a law that only lags behind from one that has lost records for good: after a topic was restored from an older
 * copy, it ends below what was screened with before, and waiting would never end.
 *
 * <p><b>Threading notes.</b> Stream threads ask; the topic is looked at by the executor. All fields are guarded by this
 * object's lock.
 */
final class LawEnd {
    private static final Logger LOG = LoggerFactory.getLogger(LawEnd.class);

    private final LongSupplier endOfTopic;
    private final Executor executor;
    private long askedFor = -1;
    private @Nullable CompletableFuture<Long> answer;

    /**
     * @param endOfTopic asks Kafka for the next offset of the topic of measures; may block, and fail
     * @param executor runs that
     */
    LawEnd(LongSupplier endOfTopic, Executor executor) {
        this.endOfTopic = endOfTopic;
        this.executor = executor;
    }

    /**
     * Whether the topic is known to end below a position. The topic is looked at after this was first asked of a
     * position, never before: a position that was reached since an earlier look is not lost. Returns at once, with
     * false until the answer is there.
     */
    synchronized boolean isBelow(long position) {
        if (answer == null || askedFor < position || answer.isCompletedExceptionally()) {
            askedFor = position;
            answer = CompletableFuture.supplyAsync(this::look, executor);
        }
        return !answer.isCompletedExceptionally() && answer.getNow(Long.MAX_VALUE) < position;
    }

    private long look() {
        try {
            return endOfTopic.getAsLong();
        } catch (RuntimeException e) {
            LOG.warn("the end of the law cannot be learnt and is asked for again: {}", e.getMessage());
            throw e;
        }
    }
}
