package io.tradewatch.ruleset;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes a ruleset that lags behind from one whose topic has lost records. A topic that was restored from an
 * older copy ends below the position that was screened with before, and a wait for that position would never end.
 *
 * <p><b>Threading notes.</b> Stream threads call {@link #isBelow}; the executor reads the end of the topic. All fields
 * are guarded by this object's lock.
 */
final class RulesetEnd {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetEnd.class);

    /**
     * The number of queries that may follow each other immediately; after that, one query per {@link #INTERVAL} is
     * allowed.
     */
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
     * @param endOfTopic reads the next offset of the topic of measures from Kafka; may block, and fail
     * @param executor runs {@code endOfTopic}
     */
    RulesetEnd(LongSupplier endOfTopic, Executor executor) {
        this(endOfTopic, executor, System::nanoTime);
    }

    /** @param nanoClock a clock in ns, with an arbitrary origin */
    RulesetEnd(LongSupplier endOfTopic, Executor executor, LongSupplier nanoClock) {
        this.endOfTopic = endOfTopic;
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.allowedSince = nanoClock.getAsLong();
    }

    /**
     * Whether the topic is known to end below a position. The end of the topic is read after the first call for a
     * position, never before: an older answer could miss records that were added since. Each answer is used once,
     * because the topic may change later. Returns immediately, and returns false until the answer is known.
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
