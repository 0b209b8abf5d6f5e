package io.tradewatch.ops.api;

import io.tradewatch.screening.MeasureIndex;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The law as it was known at some instant, compiled. Compiling costs milliseconds, and who asks about an instant mostly
 * asks again: the last few answers are kept.
 *
 * <p><b>Threading notes.</b> Guarded by this object's lock. One compiles at a time, so that questions about the past take no
 * more than one processor from screening.
 */
final class LawThen {
    static final int KEPT = 8;

    private final Map<Then, MeasureIndex> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Then, MeasureIndex> eldest) {
            return size() > KEPT;
        }
    };

    private record Then(long position, Instant knownAt) {}

    /**
     * The law as it is now, less what was not yet recorded at an instant.
     *
     * @param knownAt the instant; empty: nothing is left out
     */
    MeasureIndex index(PublishedLaw now, Optional<Instant> knownAt) {
        return knownAt.map(instant -> compiled(now, instant)).orElseGet(now::index);
    }

    private synchronized MeasureIndex compiled(PublishedLaw now, Instant knownAt) {
        return kept.computeIfAbsent(
                new Then(now.position(), knownAt),
                then -> MeasureIndex.compile(now.all().apply(knownAt), knownAt));
    }
}
