package io.tradewatch.server.api;

import io.tradewatch.engine.rules.MeasureIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Compiles the law as it was known at an instant, and caches the last few results. Compiling takes milliseconds, and seconds
 * for a large law. Clients often repeat a query with the same instant.
 *
 * <p><b>Threading notes.</b> The map is guarded by its lock, which no thread holds while it compiles. One thread compiles at
 * a time, so that queries about the past take at most one processor from screening. Other threads wait for a short time
 * only.
 */
final class HistoricalRulesets {
    static final int KEPT = 8;

    /** Maximum number of measures in all cached rulesets; the last ruleset is kept whatever its size. */
    private static final int MOST_MEASURES = 20_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Semaphore compiling = new Semaphore(1);
    private final Duration longestWait;
    private final Map<Then, MeasureIndex> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Then(long position, Instant knownAt) {}

    HistoricalRulesets() {
        this(LONGEST_WAIT);
    }

    /** @param longestWait maximum time that a request waits for another compilation */
    HistoricalRulesets(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * The current law without the revisions that were recorded after an instant.
     *
     * @param knownAt the instant; empty: all revisions
     * @throws ProblemException when another compilation takes longer than the maximum wait
     */
    MeasureIndex index(PublishedLaw now, Optional<Instant> knownAt) {
        return knownAt.map(instant -> compiled(now, instant)).orElseGet(now::index);
    }

    private MeasureIndex compiled(PublishedLaw now, Instant knownAt) {
        Then then = new Then(now.position(), knownAt);
        return kept(then).orElseGet(() -> {
            await();
            try {
                return kept(then).orElseGet(() -> compile(now, then));
            } finally {
                compiling.release();
            }
        });
    }

    private void await() {
        try {
            if (compiling.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.busy("the law as it was known at another instant is being compiled", 2);
    }

    private MeasureIndex compile(PublishedLaw now, Then then) {
        MeasureIndex index = MeasureIndex.compile(now.all().apply(then.knownAt()), then.knownAt());
        synchronized (kept) {
            kept.put(then, index);
            Iterator<MeasureIndex> eldest = kept.values().iterator();
            while (kept.size() > 1 && (kept.size() > KEPT || measures() > MOST_MEASURES)) {
                eldest.next();
                eldest.remove();
            }
        }
        return index;
    }

    private int measures() {
        return kept.values().stream().mapToInt(MeasureIndex::size).sum();
    }

    private Optional<MeasureIndex> kept(Then then) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(then));
        }
    }
}
