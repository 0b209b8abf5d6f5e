package io.tradewatch.codec.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the registry did not have a short time ago, with the reason. It is forgotten after {@link #MEMORY}, because it may
 * be registered meanwhile.
 *
 * <p>Threading notes: safe for use by several threads.
 *
 * @param <K> what names a schema
 */
final class Absences<K> {
    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final int MOST = 1_000;

    private final Map<K, Absence> absences = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    private record Absence(long since, String detail) {}

    /** @param nanoTime the clock, in nanoseconds */
    Absences(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The reason of an absence that is not forgotten. */
    Optional<String> detail(K key) {
        Absence absence = absences.get(key);
        return absence != null && nanoTime.getAsLong() - absence.since() < MEMORY.toNanos()
                ? Optional.of(absence.detail())
                : Optional.empty();
    }

    /** Remembers an absence; with {@value #MOST} of them, forgets all others first. */
    void add(K key, String detail) {
        if (absences.size() >= MOST) {
            absences.clear();
        }
        absences.put(key, new Absence(nanoTime.getAsLong(), detail));
    }

    /** Forgets an absence. */
    void remove(K key) {
        absences.remove(key);
    }
}
