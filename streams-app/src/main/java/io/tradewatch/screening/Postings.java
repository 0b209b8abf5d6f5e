package io.tradewatch.screening;

import java.util.Arrays;

/**
 * Maps long keys to lists of small integers: an open-addressing hash table over flat arrays. Immutable once built.
 *
 * <p>A look-up touches one or two cache lines and allocates nothing, however many keys there are.
 */
final class Postings {
    private static final int NONE = -1;

    /** Power of two; key at i counts only where offsets[i] is not NONE. */
    private final long[] keys;

    /** Index into {@code values} of a list's length, which its elements follow. */
    private final int[] offsets;

    private final int[] values;

    private Postings(long[] keys, int[] offsets, int[] values) {
        this.keys = keys;
        this.offsets = offsets;
        this.values = values;
    }

    /** Adds the values of a key to a collector; does nothing when the key is absent. */
    void collect(long key, IntSet into) {
        int offset = offsets[slot(keys, offsets, key)];
        if (offset == NONE) {
            return;
        }
        int length = values[offset];
        for (int i = 1; i <= length; i++) {
            into.add(values[offset + i]);
        }
    }

    /** Whether a key has a list. */
    boolean contains(long key) {
        return offsets[slot(keys, offsets, key)] != NONE;
    }

    private static int slot(long[] keys, int[] occupied, long key) {
        int mask = keys.length - 1;
        int slot = (int) mix(key) & mask;
        while (occupied[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Spreads the bits of a key (the finaliser of SplitMix64). */
    private static long mix(long key) {
        long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Collects keys and values. Not safe for use by several threads. */
    static final class Builder {
        private long[] keys = new long[16];
        private int[] slots = filled(16);
        private int[][] lists = new int[8][];
        private int size;

        /** Adds a value to a key's list, unless it is the value that was added to it last. */
        void add(long key, int value) {
            int slot = slot(keys, slots, key);
            if (slots[slot] == NONE) {
                if (2 * (size + 1) > keys.length) {
                    grow();
                    slot = slot(keys, slots, key);
                }
                if (size == lists.length) {
                    lists = Arrays.copyOf(lists, 2 * size);
                }
                keys[slot] = key;
                slots[slot] = size;
                lists[size++] = new int[] {0, 0};
            }
            append(slots[slot], value);
        }

        /** Each list starts with its length. */
        private void append(int at, int value) {
            int[] list = lists[at];
            int length = list[0];
            if (length > 0 && list[length] == value) {
                return;
            }
            if (length + 1 == list.length) {
                list = Arrays.copyOf(list, 2 * list.length);
                lists[at] = list;
            }
            list[length + 1] = value;
            list[0] = length + 1;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldSlots = slots;
            keys = new long[2 * oldKeys.length];
            slots = filled(keys.length);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldSlots[i] != NONE) {
                    int slot = slot(keys, slots, oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    slots[slot] = oldSlots[i];
                }
            }
        }

        Postings build() {
            int total = 0;
            for (int i = 0; i < size; i++) {
                total += lists[i][0] + 1;
            }
            int[] values = new int[total];
            int[] starts = new int[size];
            int end = 0;
            for (int i = 0; i < size; i++) {
                int length = lists[i][0] + 1;
                System.arraycopy(lists[i], 0, values, end, length);
                starts[i] = end;
                end += length;
            }
            int[] offsets = new int[slots.length];
            for (int i = 0; i < slots.length; i++) {
                offsets[i] = slots[i] == NONE ? NONE : starts[slots[i]];
            }
            return new Postings(keys.clone(), offsets, values);
        }

        private static int[] filled(int length) {
            int[] slots = new int[length];
            Arrays.fill(slots, NONE);
            return slots;
        }
    }
}
