package io.tradewatch.ops.api;

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
 * The law as it was known at some instant, compiled. Compiling costs milliseconds, of a large law seconds, and who asks about
 * an instant mostly asks again: the last few answers are kept.
 *
 * <p><b>Threading notes.</b> The map is guarded by its lock, which nobody holds while compiling. One compiles at a time, so
 * that questions about the past take no more than one processor from screening; others wait for a short time only.
 */
final class HistoricalRulesets {
    static final int KEPT = 8;

    /** Measures of all that are kept; the last one is kept whatever its size. */
    private static final int MOST_MEASURES = 20_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Semaphore compiling = new Semaphore(1);
    private final Duration longestWait;
    private final Map<Then, MeasureIndex> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Then(long position, Instant knownAt) {}

    HistoricalRulesets() {
        this(LONGEST_WAIT);
    }

    /** @param longestWait how long a request waits for another one's compilation */
    HistoricalRulesets(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * The law as it is now, less what was not yet recorded at an instant.
     *
     * @param knownAt the instant; empty: nothing is left out
     * @throws ProblemException when another ruleset is being compiled, and that takes long
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
