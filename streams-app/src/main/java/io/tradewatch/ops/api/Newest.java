package io.tradewatch.ops.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The newest values, bounded by count and by weight, each under a key. The newest itself stays whatever it weighs, so what
 * is kept weighs less than the bound and one value more.
 *
 * <p>Threading notes: not safe for use by several threads.
 *
 * @param <K> what tells values apart; equal keys are one value
 * @param <V> what is kept
 */
public final class Newest<K, V> {
    private final int most;
    private final long mostBytes;
    private final ToLongFunction<V> weight;
    private final Map<K, Held<V>> byKey = new LinkedHashMap<>();
    private long bytes;

    /** A value with what it weighed when it came. */
    private record Held<V>(V value, long bytes) {}

    /**
     * Keeps nothing yet.
     *
     * @param most how many values are kept; 1 or more
     * @param mostBytes what they may weigh together; 1 or more
     * @param weight what a value takes in memory, in bytes; 0 or more
     */
    public Newest(int most, long mostBytes, ToLongFunction<V> weight) {
        if (most < 1 || mostBytes < 1) {
            throw new IllegalArgumentException(
                    "the bounds are " + most + " values and " + mostBytes + " bytes, expected 1 or more of each");
        }
        this.most = most;
        this.mostBytes = mostBytes;
        this.weight = weight;
    }

    /**
     * Takes in the newest value, instead of the one under the same key.
     *
     * @return the values that are no longer kept for it, the oldest first, without the one under the same key
     */
    public List<V> put(K key, V value) {
        Held<V> before = byKey.remove(key);
        if (before != null) {
            bytes -= before.bytes();
        }
        Held<V> held = new Held<>(value, weight.applyAsLong(value));
        byKey.put(key, held);
        bytes += held.bytes();
        List<V> dropped = new ArrayList<>();
        Iterator<Held<V>> oldest = byKey.values().iterator();
        while (byKey.size() > 1 && (byKey.size() > most || bytes > mostBytes)) {
            Held<V> next = oldest.next();
            oldest.remove();
            bytes -= next.bytes();
            dropped.add(next.value());
        }
        return dropped;
    }

    /** What is kept, the oldest first. */
    public List<V> values() {
        return byKey.values().stream().map(Held::value).toList();
    }

    /** How many values are kept. */
    public int size() {
        return byKey.size();
    }

    /** What they weigh. */
    public long bytes() {
        return bytes;
    }
}
