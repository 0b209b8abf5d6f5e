package io.tradewatch.screening;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A filter that recognizes transfers that are not stored. Nearly all arriving transfers are not, and the filter saves
 * their store look-up.
 *
 * <p>It keeps a 64-bit hash per stored transfer, which takes 16 to 32 bytes of memory. Two transfers with the same
 * hash, or a transfer that was deleted since, cost one store look-up and have no other effect. Used by one thread.
 */
final class KnownTransfers {
    private static final int LEAST_CAPACITY = 1 << 10;
    private static final long FREE = 0;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private long[] hashes = new long[LEAST_CAPACITY];
    private int size;

    /** Adds a transfer that is stored from now on. */
    void add(byte[] transferId) {
        if (insert(hashes, hash(transferId)) && ++size > hashes.length / 2) {
            grow();
        }
    }

    /** The number of transfers added; transfers with the same hash count once. */
    int size() {
        return size;
    }

    /** False if a transfer is certainly not stored; true if it may be. */
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

    /** Inserts a hash; returns whether it was absent. */
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

    /**
     * Hashes eight bytes at a time and mixes them, so that all bits depend on all bytes. The result is never
     * {@link #FREE}.
     */
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

    /** A bijective mix: different inputs give different outputs. */
    private static long stirred(long bits) {
        long hash = bits * ODD;
        hash ^= hash >>> 32;
        hash *= ODD;
        return hash ^ hash >>> 29;
    }
}
