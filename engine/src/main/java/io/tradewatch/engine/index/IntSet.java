package io.tradewatch.engine.index;

import java.util.Arrays;

/** A small sorted set of integers, reused between look-ups. Not safe for use by several threads. */
public final class IntSet {
    private int[] elements = new int[16];
    private int size;

    void add(int element) {
        int at = Arrays.binarySearch(elements, 0, size, element);
        if (at >= 0) {
            return;
        }
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        int insertion = -(at + 1);
        System.arraycopy(elements, insertion, elements, insertion + 1, size - insertion);
        elements[insertion] = element;
        size++;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** Returns the element at a position in ascending order, from 0. */
    public int get(int i) {
        return elements[i];
    }
}
