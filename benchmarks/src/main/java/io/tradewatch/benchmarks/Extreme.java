package io.tradewatch.benchmarks;

/** What {@link ExtremesBenchmark} screens: the usual, and what hardly ever comes. */
enum Extreme {
    USUAL("the usual mixture, 1,000 measures"),
    LONG_CLEAN("10,000 items a transfer, none listed"),
    WIDE_MEASURE("the usual mixture, and a measure with 50,000 codes, which the hits break"),
    FEW_MEASURES("near misses to one country, 1,000 measures on it"),
    MANY_MEASURES("near misses to one country, 100,000 measures on it"),
    MANY_MEASURES_HIT("a hit in each transfer to one country, 100,000 measures on it"),
    ALL_HITS("a hit in each transfer, 1,000 measures");

    private final String words;

    Extreme(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
