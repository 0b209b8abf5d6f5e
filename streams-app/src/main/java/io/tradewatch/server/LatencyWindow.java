package io.tradewatch.server;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Quantiles of a timer between two snapshots. They are as exact as the timer's buckets: values are assumed to be spread
 * evenly within a bucket, and a quantile above the last bucket is reported as that bucket's bound.
 */
final class LatencyWindow {
    /** For a timer that does not exist yet. */
    static final LatencyWindow NOTHING = new LatencyWindow(new double[0], new double[1]);

    private final double[] bounds;
    private final double[] counts;

    private LatencyWindow(double[] bounds, double[] counts) {
        this.bounds = bounds;
        this.counts = counts;
    }

    /** The values recorded up to now; empty for a timer without buckets. */
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

    /** The values recorded since an earlier snapshot. */
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
     * A quantile in seconds; empty when no value was recorded.
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
