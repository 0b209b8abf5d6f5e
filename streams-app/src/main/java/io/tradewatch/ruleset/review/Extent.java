package io.tradewatch.ruleset.review;

/** How much of a code is restricted, from the least to the most. */
enum Extent {
    NONE,
    PART,
    WHOLE;

    Extent atMost(Extent other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Extent atLeast(Extent other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
