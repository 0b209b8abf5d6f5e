package io.tradewatch.replay;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/**
 * A part of a {@link RunState} with the interface of a Kafka Streams store, so that the application's own classes can use
 * it. Keys are in the order of their unsigned bytes.
 *
 * <p>Threading notes: for one thread, the thread of its batch.
 */
final class KeyValueRows implements KeyValueStore<byte[], byte[]> {
    private final RocksDB db;
    private final Batch batch;
    private final byte[] prefix;

    KeyValueRows(RocksDB db, Batch batch, byte[] prefix) {
        this.db = db;
        this.batch = batch;
        this.prefix = prefix;
    }

    private byte[] inside(byte[] key) {
        byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return batch.get(inside(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            batch.delete(inside(key));
        } else {
            batch.put(inside(key), value);
        }
    }

    @Override
    public byte @Nullable [] delete(byte[] key) {
        byte[] before = get(key);
        batch.delete(inside(key));
        return before;
    }

    @Override
    public byte @Nullable [] putIfAbsent(byte[] key, byte[] value) {
        byte[] before = get(key);
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
        return new Iteration(inside(from), prefix, inside(to));
    }

    /** All rows from a key on. */
    KeyValueIterator<byte[], byte[]> from(byte[] key) {
        return new Iteration(inside(key), prefix, null);
    }

    @Override
    public KeyValueIterator<byte[], byte[]> all() {
        return new Iteration(prefix, prefix, null);
    }

    @Override
    public <P extends Serializer<Q>, Q> KeyValueIterator<byte[], byte[]> prefixScan(Q start, P serializer) {
        byte[] whole = inside(serializer.serialize(null, start));
        return new Iteration(whole, whole, null);
    }

    @Override
    public long approximateNumEntries() {
        try {
            return db.getLongProperty("rocksdb.estimate-num-keys");
        } catch (org.rocksdb.RocksDBException e) {
            return 0;
        }
    }

    @Override
    public String name() {
        return "replay";
    }

    /** The run opens and closes the store. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        // nothing to do
    }

    /** The run opens and closes the store. */
    @Override
    public void close() {
        // nothing to do
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Iterates over the keys with a common prefix, up to and including a last key. */
    private final class Iteration implements KeyValueIterator<byte[], byte[]> {
        private final RocksIterator rows = batch.iterator();
        private final byte[] common;
        private final byte @Nullable [] last;

        Iteration(byte[] from, byte[] common, byte @Nullable [] last) {
            this.common = common;
            this.last = last;
            rows.seek(from);
        }

        @Override
        public boolean hasNext() {
            if (!rows.isValid()) {
                return false;
            }
            byte[] key = rows.key();
            return key.length >= common.length
                    && Arrays.equals(key, 0, common.length, common, 0, common.length)
                    && (last == null || Arrays.compareUnsigned(key, last) <= 0);
        }

        @Override
        public KeyValue<byte[], byte[]> next() {
            KeyValue<byte[], byte[]> row = new KeyValue<>(peekNextKey(), rows.value());
            rows.next();
            return row;
        }

        @Override
        public byte[] peekNextKey() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] key = rows.key();
            return Arrays.copyOfRange(key, prefix.length, key.length);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
