package io.tradewatch.engine.index;

import java.util.Arrays;

/**
 * Maps long keys to lists of small integers: an open-addressing hash table over flat arrays. Immutable once built.
 *
 * <p>A look-up touches one or two cache lines and allocates nothing, regardless of the number of keys.
 */
public final class Postings {
    private static final int NONE = -1;

    /** The keys; the length is a power of two. The key at i is set only if offsets[i] is not NONE. */
    private final long[] keys;

    /** For each key, the index in {@code values} of its list: first the length, then the elements. */
    private final int[] offsets;

    private final int[] values;

    private Postings(long[] keys, int[] offsets, int[] values) {
        this.keys = keys;
        this.offsets = offsets;
        this.values = values;
    }

    /** Adds the values of a key to a collector; does nothing when the key is absent. */
    public void collect(long key, IntSet into) {
        int offset = offsets[slot(keys, offsets, key)];
        if (offset == NONE) {
            return;
        }
        int length = values[offset];
        for (int i = 1; i <= length; i++) {
            into.add(values[offset + i]);
        }
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

    /**
     * Collects pairs of a key and a value, and sorts them once at the end. Growing one list per key would cause a cache
     * miss for nearly every pair. Not safe for use by several threads.
     */
    public static final class Builder {
        private static final int VALUE_BITS = 28;
        private static final long VALUE_MASK = (1L << VALUE_BITS) - 1;
        private static final int KEY_BITS = Long.SIZE - VALUE_BITS;
        /** Bits of one radix digit: a third of a key. */
        private static final int DIGIT_BITS = 12;

        private static final int DIGITS = 1 << DIGIT_BITS;
        private static final int FEW = 64;

        private long[] pairs = new long[FEW];
        private int size;
        private int last;

        /**
         * Adds a value to a key's list, unless it is there already.
         *
         * @param key of at most 36 bits
         * @param value of at most 28 bits, and not less than the previous value of any key
         * @throws IllegalArgumentException when the value is less than the previous one
         */
        public void add(long key, int value) {
            if (value < last) {
                throw new IllegalArgumentException("the value " + value + " comes after " + last);
            }
            last = value;
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * size);
            }
            pairs[size++] = key << VALUE_BITS | value;
        }

        /** Builds the lists, each in ascending order. */
        public Postings build() {
            sortByKey();
            size = withoutRepetitions();
            int lists = 0;
            for (int i = 0; i < size; i++) {
                lists += isFirstOfItsList(i) ? 1 : 0;
            }
            long[] keys = new long[Math.max(2, 2 * Integer.highestOneBit(2 * lists - 1))];
            int[] offsets = new int[keys.length];
            Arrays.fill(offsets, NONE);
            int[] values = new int[lists + size];
            int end = 0;
            int length = 0;
            for (int i = 0; i < size; i++) {
                if (isFirstOfItsList(i)) {
                    long key = pairs[i] >>> VALUE_BITS;
                    int slot = slot(keys, offsets, key);
                    keys[slot] = key;
                    offsets[slot] = end;
                    length = end++;
                }
                values[end++] = (int) (pairs[i] & VALUE_MASK);
                values[length]++;
            }
            return new Postings(keys, offsets, values);
        }

        /**
         * Radix sort by key, lowest digit first. The sort is stable, so the values of a key stay in order. A ruleset of
         * a million entries makes three million pairs; a comparison sort took half of the compile time.
         */
        private void sortByKey() {
            long[] sorted = new long[size];
            for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
                int[] next = new int[DIGITS + 1];
                for (int i = 0; i < size; i++) {
                    next[digit(pairs[i], shift) + 1]++;
                }
                for (int digit = 0; digit < DIGITS; digit++) {
                    next[digit + 1] += next[digit];
                }
                for (int i = 0; i < size; i++) {
                    sorted[next[digit(pairs[i], shift)]++] = pairs[i];
                }
                long[] unsorted = pairs;
                pairs = sorted;
                sorted = unsorted;
            }
        }

        private static int digit(long pair, int shift) {
            return (int) (pair >>> (VALUE_BITS + shift)) & (DIGITS - 1);
        }

        private int withoutRepetitions() {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || pairs[i] != pairs[i - 1]) {
                    pairs[kept++] = pairs[i];
                }
            }
            return kept;
        }

        private boolean isFirstOfItsList(int i) {
            return i == 0 || pairs[i] >>> VALUE_BITS != pairs[i - 1] >>> VALUE_BITS;
        }
    }
}
