package io.tradewatch.server.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The newest values by key, bounded by count and by weight. The newest value is always kept, so the total weight is below
 * the bound plus the weight of one value.
 *
 * <p>Threading notes: not safe for use by several threads.
 *
 * @param <K> identifies a value; a new value replaces the one with an equal key
 * @param <V> what is kept
 */
public final class Newest<K, V> {
    private final int most;
    private final long mostBytes;
    private final ToLongFunction<V> weight;
    private final Map<K, Held<V>> byKey = new LinkedHashMap<>();
    private long bytes;

    /** A value with its weight at insertion. */
    private record Held<V>(V value, long bytes) {}

    /**
     * An empty collection.
     *
     * @param most maximum number of values; 1 or more
     * @param mostBytes maximum weight of all values together; 1 or more
     * @param weight the heap size of a value in bytes; 0 or more
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
     * Adds the newest value, and replaces the one under the same key.
     *
     * @return the values removed to make room, the oldest first, without the one under the same key
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

    /** The kept values, the oldest first. */
    public List<V> values() {
        return byKey.values().stream().map(Held::value).toList();
    }

    /** Number of kept values. */
    public int size() {
        return byKey.size();
    }

    /** Weight of all kept values, in bytes. */
    public long bytes() {
        return bytes;
    }
}
