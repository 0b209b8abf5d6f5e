package io.tradewatch.replay;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * An atomic set of changes to a {@link RunState}. Reads through the batch see its changes before they are written.
 *
 * <p>Threading notes: for one thread.
 */
final class Batch implements AutoCloseable {
    private final RocksDB db;
    private final WriteOptions writeOptions;
    private final ReadOptions readOptions = new ReadOptions();
    private final WriteBatchWithIndex changes = new WriteBatchWithIndex(true);

    Batch(RocksDB db, WriteOptions writeOptions) {
        this.db = db;
        this.writeOptions = writeOptions;
    }

    byte @Nullable [] get(byte[] key) {
        try {
            return changes.getFromBatchAndDB(db, readOptions, key);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void put(byte[] key, byte[] value) {
        try {
            changes.put(key, value);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void delete(byte[] key) {
        try {
            changes.delete(key);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** An iterator that the caller must close before {@link #keep}. */
    RocksIterator iterator() {
        return changes.newIteratorWithBase(db.newIterator(readOptions));
    }

    /** Number of changes that are not written yet. */
    int size() {
        return changes.count();
    }

    /** Writes the changes. They survive a crash of the process. */
    void keep() {
        if (changes.count() == 0) {
            return;
        }
        try {
            db.write(writeOptions, changes);
            changes.clear();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static ReplayException failed(RocksDBException e) {
        return new ReplayException(
                "the state of the run cannot be read or written (" + e.getMessage() + ")",
                "Make room on the disk, and run the same command again: it goes on where it was.",
                e);
    }

    @Override
    public void close() {
        changes.close();
        readOptions.close();
    }
}
