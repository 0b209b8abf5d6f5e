package io.tradewatch.replay;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The state of a run on disk, so that its memory does not grow with the range. It holds findings, revisions of corrected and
 * cancelled transfers, the progress of each partition, and the published violations to compare with. Clean transfers leave
 * no state.
 *
 * <p>Threading notes: may be used by several threads, each with its own {@link KeyValueRows}.
 */
final class RunState implements AutoCloseable {
    private static final long CACHE_BYTES = 32L << 20;
    /** A small number: a shard must hold the index of a whole table, or every lookup reads it from disk. */
    private static final int CACHE_SHARD_BITS = 1;

    private static final long MEMTABLE_BYTES = 16L << 20;
    private static final double BLOOM_BITS_PER_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
    private final Options options;
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB db;

    /** Opens a state, or creates one. */
    RunState(Path folder) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        this.options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(2)
                .setKeepLogFileNum(1);
        try {
            this.db = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new ReplayException(
                    "the state of the run in " + folder + " cannot be opened (" + e.getMessage() + ")",
                    "Delete the folder of the plan to begin anew.",
                    e);
        }
    }

    /** The rows with one prefix in one partition, changed through a batch. */
    KeyValueRows rows(int partition, KeyPrefix space, Batch batch) {
        byte[] prefix = ByteBuffer.allocate(Integer.BYTES + 1)
                .putInt(partition)
                .put(space.number())
                .array();
        return new KeyValueRows(db, batch, prefix);
    }

    /** A new batch of changes, written atomically. */
    Batch batch() {
        return new Batch(db, writeOptions);
    }

    @Override
    public void close() {
        db.close();
        writeOptions.close();
        options.close();
        cache.close();
    }
}
