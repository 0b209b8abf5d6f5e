package io.tradewatch.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * The middle and the extremes of repeated measurements.
 *
 * @param samples in the order in which they were taken; at least one
 */
record Spread(List<Double> samples) {
    Spread {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    static Spread of(double... samples) {
        return new Spread(Arrays.stream(samples).boxed().toList());
    }

    double median() {
        return quantile(0.5);
    }

    double mean() {
        return samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double least() {
        return quantile(0);
    }

    double most() {
        return quantile(1);
    }

    /** Whether some value lies within both spreads. */
    boolean meets(Spread other) {
        return least() <= other.most() && other.least() <= most();
    }

    /**
     * The value below which a share of the samples lies, between two samples in proportion.
     *
     * @param share 0 to 1
     */
    double quantile(double share) {
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
