package io.tradewatch.ops;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Quantiles of what a timer saw between two looks at it. As exact as its buckets: within one, values are taken to be
 * spread evenly; above the last, that bucket's bound is told.
 */
final class LatencyWindow {
    /** Of a timer that is not there yet. */
    static final LatencyWindow NOTHING = new LatencyWindow(new double[0], new double[1]);

    private final double[] bounds;
    private final double[] counts;

    private LatencyWindow(double[] bounds, double[] counts) {
        this.bounds = bounds;
        this.counts = counts;
    }

    /** What was seen up to now; nothing of a timer without buckets. */
    static LatencyWindow upTo(HistogramSnapshot snapshot) {
        CountAtBucket[] buckets = snapshot.histogramCounts();
        double[] bounds = new double[buckets.length];
        double[] counts = new double[buckets.length + 1];
        for (int each = 0; each < buckets.length; each++) {
            bounds[each] = buckets[each].bucket(TimeUnit.SECONDS);
            counts[each] = buckets[each].count();
        }
        counts[buckets.length] = snapshot.count();
        return new LatencyWindow(bounds, counts);
    }

    /** What was seen since an earlier look. */
    LatencyWindow since(LatencyWindow earlier) {
        if (earlier.counts.length != counts.length) {
            return this;
        }
        double[] between = new double[counts.length];
        for (int each = 0; each < counts.length; each++) {
            between[each] = Math.max(0, counts[each] - earlier.counts[each]);
        }
        return new LatencyWindow(bounds, between);
    }

    /**
     * A quantile in seconds; empty where nothing was seen.
     *
     * @param quantile above 0, at most 1
     */
    OptionalDouble quantile(double quantile) {
        double wanted = quantile * counts[counts.length - 1];
        if (wanted <= 0 || bounds.length == 0) {
            return OptionalDouble.empty();
        }
        double below = 0;
        double from = 0;
        for (int each = 0; each < bounds.length; each++) {
            if (counts[each] >= wanted) {
                return OptionalDouble.of(from + (bounds[each] - from) * (wanted - below) / (counts[each] - below));
            }
            below = counts[each];
            from = bounds[each];
        }
        return OptionalDouble.of(from);
    }
}
