package io.tradewatch.streams;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A task's store with what Kafka's transactions make of it: what was written since the last commit can be taken back.
 * Keys are in the order of their unsigned bytes, as in RocksDB. Used by one thread.
 */
public class TransactionalStore implements KeyValueStore<byte[], byte[]> {
    private final NavigableMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
    private final ArrayDeque<Runnable> undo = new ArrayDeque<>();

    /** What was written stays. */
    void commit() {
        undo.clear();
    }

    /** What was written since the last commit is taken back. */
    public void abort() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        byte[] before = value == null ? rows.remove(key) : rows.put(key, value);
        undo.push(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return rows.get(key);
    }

    @Override
    public byte @Nullable [] delete(byte[] key) {
        byte[] before = rows.get(key);
        put(key, null);
        return before;
    }

    @Override
    public byte @Nullable [] putIfAbsent(byte[] key, byte[] value) {
        byte[] before = rows.get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<byte[], byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
        return new Rows(rows.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<byte[], byte[]> all() {
        return new Rows(rows);
    }

    @Override
    public <P extends Serializer<Q>, Q> KeyValueIterator<byte[], byte[]> prefixScan(Q prefix, P serializer) {
        byte[] start = serializer.serialize(null, prefix);
        UnaryOperator<byte[]> cut = key -> Arrays.copyOf(key, Math.min(key.length, start.length));
        NavigableMap<byte[], byte[]> tail = rows.tailMap(start, true);
        byte[] beyond = null;
        for (byte[] key : tail.keySet()) {
            if (!Arrays.equals(cut.apply(key), start)) {
                beyond = key;
                break;
            }
        }
        return new Rows(beyond == null ? tail : tail.headMap(beyond, false));
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    @Override
    public String name() {
        return "in-memory";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Nobody registers this store.
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** A copy of some rows, as what is written while they are read must not show. */
    private static final class Rows implements KeyValueIterator<byte[], byte[]> {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;
        private @Nullable KeyValue<byte[], byte[]> next;

        Rows(NavigableMap<byte[], byte[]> rows) {
            this.entries = List.copyOf(rows.entrySet()).iterator();
            advance();
        }

        private void advance() {
            if (entries.hasNext()) {
                Map.Entry<byte[], byte[]> entry = entries.next();
                next = KeyValue.pair(entry.getKey(), entry.getValue());
            } else {
                next = null;
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public KeyValue<byte[], byte[]> next() {
            KeyValue<byte[], byte[]> current = java.util.Objects.requireNonNull(next);
            advance();
            return current;
        }

        @Override
        public byte[] peekNextKey() {
            return java.util.Objects.requireNonNull(next).key;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
