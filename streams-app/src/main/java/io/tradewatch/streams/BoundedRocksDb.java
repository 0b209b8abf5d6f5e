package io.tradewatch.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One cache and one limit for write buffers, shared by all stores of the process: state is small by design. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 64L << 20;
    /**
     * A small number of shards: a shard must hold the index of a whole table; otherwise each look-up reads the index
     * from disk.
     */
    private static final int CACHE_SHARD_BITS = 2;

    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES = 4L << 20;
    private static final double BLOOM_BITS_PER_KEY = 10;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        // Most look-ups are for unknown transfers: the filter answers them without reading a block.
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /** The cache and the limit are shared and live as long as the process. */
    @Override
    public void close(String storeName, Options options) {
        // nothing to close
    }
}
