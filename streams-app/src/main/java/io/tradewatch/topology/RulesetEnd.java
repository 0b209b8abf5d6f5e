package io.tradewatch.topology;

import java.time.Duration;
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
final class RulesetEnd {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetEnd.class);

    /** So many looks may follow each other at once; from then on there is one in each {@link #INTERVAL}. */
    private static final int BURST = 2;

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final LongSupplier endOfTopic;
    private final Executor executor;
    private final LongSupplier nanoClock;
    private int looksAllowed = BURST;
    private long allowedSince;
    private long askedFor;
    private @Nullable CompletableFuture<Long> answer;

    /**
     * @param endOfTopic asks Kafka for the next offset of the topic of measures; may block, and fail
     * @param executor runs that
     */
    RulesetEnd(LongSupplier endOfTopic, Executor executor) {
        this(endOfTopic, executor, System::nanoTime);
    }

    /** @param nanoClock a clock in ns, from any begin */
    RulesetEnd(LongSupplier endOfTopic, Executor executor, LongSupplier nanoClock) {
        this.endOfTopic = endOfTopic;
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.allowedSince = nanoClock.getAsLong();
    }

    /**
     * Whether the topic is known to end below a position. The topic is looked at after this was first asked of a
     * position, never before: a position that was reached since an earlier look is not lost. Each answer is given once,
     * as the topic may be cut back later. Returns at once, with false until the answer is there.
     */
    synchronized boolean isBelow(long position) {
        if (takeAnswer(position)) {
            return true;
        }
        if (answer == null && mayLook()) {
            askedFor = position;
            answer = CompletableFuture.supplyAsync(this::look, executor);
        }
        return takeAnswer(position);
    }

    private boolean takeAnswer(long position) {
        CompletableFuture<Long> given = answer;
        if (given == null || !given.isDone()) {
            return false;
        }
        answer = null;
        return askedFor >= position && !given.isCompletedExceptionally() && given.join() < position;
    }

    private boolean mayLook() {
        long now = nanoClock.getAsLong();
        long gained = (now - allowedSince) / INTERVAL;
        if (gained > 0) {
            looksAllowed = (int) Math.min(BURST, looksAllowed + gained);
            allowedSince += gained * INTERVAL;
        }
        if (looksAllowed == 0) {
            return false;
        }
        looksAllowed--;
        return true;
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
