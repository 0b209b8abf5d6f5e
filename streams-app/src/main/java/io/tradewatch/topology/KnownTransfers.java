package io.tradewatch.topology;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells that nothing is remembered of a transfer, as is so of nearly all that come in, and spares them the look into the
 * stores.
 *
 * <p>Holds 64 bits of hash for each transfer that is remembered, 16 to 32 bytes of memory. Two transfers of one hash, or
 * one that was forgotten since, cost a look and nothing else. Used by one thread.
 */
final class KnownTransfers {
    private static final int LEAST_CAPACITY = 1 << 10;
    private static final long FREE = 0;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private long[] hashes = new long[LEAST_CAPACITY];
    private int size;

    /** Something is remembered of a transfer from now on. */
    void add(byte[] transferId) {
        if (insert(hashes, hash(transferId)) && ++size > hashes.length / 2) {
            grow();
        }
    }

    /** How many transfers were added; those of one hash count once. */
    int size() {
        return size;
    }

    /** False where nothing is remembered of a transfer; true where something may be. */
    boolean mayContain(byte[] transferId) {
        long hash = hash(transferId);
        int mask = hashes.length - 1;
        for (int at = (int) hash & mask; hashes[at] != FREE; at = (at + 1) & mask) {
            if (hashes[at] == hash) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        long[] larger = new long[hashes.length * 2];
        for (long hash : hashes) {
            if (hash != FREE) {
                insert(larger, hash);
            }
        }
        hashes = larger;
    }

    /** Returns whether it was not there yet. */
    private static boolean insert(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (table[at] != FREE) {
            if (table[at] == hash) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = hash;
        return true;
    }

    /** Of eight bytes at a time, stirred so that all bits depend on all bytes; never the mark of a free place. */
    private static long hash(byte[] bytes) {
        long hash = stirred(bytes.length);
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            hash = stirred(hash ^ (long) EIGHT_BYTES.get(bytes, at));
        }
        long rest = 0;
        for (; at < bytes.length; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xff);
        }
        hash = stirred(hash ^ rest);
        return hash == FREE ? 1 : hash;
    }

    /** One to one: what differs before it differs after it. */
    private static long stirred(long bits) {
        long hash = bits * ODD;
        hash ^= hash >>> 32;
        hash *= ODD;
        return hash ^ hash >>> 29;
    }
}
