package io.tradewatch.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The number of findings in a transfer with too many findings to report one by one. The size of this record is bounded,
 * regardless of the number of measures and items. Rule 10.
 *
 * @param limit how many findings of a transfer are reported one by one, 1 or more
 * @param total the number of findings, more than the limit; includes those for an item, or the transfer, that cannot be
 *     screened
 * @param most the measures with the most findings, at most {@value #MOST_NAMED}: the most first, then in the order of
 *     ids; {@value Violations#UNSCREENABLE} stands for findings of parts that cannot be screened
 * @param otherMeasures the number of further measures with findings; their findings make up the rest of the total
 */
public record FindingCounts(int limit, long total, List<OfMeasure> most, int otherMeasures) {
    /** The most measures that are named. */
    public static final int MOST_NAMED = 10;

    /**
     * The findings of one measure.
     *
     * @param measureId the measure, or {@value Violations#UNSCREENABLE}
     * @param findings how many, 1 or more
     */
    public record OfMeasure(String measureId, long findings) {}

    public FindingCounts {
        if (limit < 1 || total <= limit) {
            throw new IllegalArgumentException(
                    "a total of " + total + " and a limit of " + limit + ", expected a total above a limit above 0");
        }
        most = List.copyOf(most);
    }

    /**
     * Creates the counts of a transfer.
     *
     * @param limit how many findings of a transfer are reported one by one, 1 or more
     * @param byMeasure the number of findings by measure id; together more than the limit
     */
    public static FindingCounts of(int limit, Map<String, AtomicLong> byMeasure) {
        List<OfMeasure> all = new ArrayList<>(byMeasure.size());
        long total = 0;
        for (Map.Entry<String, AtomicLong> entry : byMeasure.entrySet()) {
            all.add(new OfMeasure(entry.getKey(), entry.getValue().get()));
            total += entry.getValue().get();
        }
        all.sort(Comparator.comparingLong(OfMeasure::findings).reversed().thenComparing(OfMeasure::measureId));
        int named = Math.min(MOST_NAMED, all.size());
        return new FindingCounts(limit, total, all.subList(0, named), all.size() - named);
    }

    /** The number of findings of the measures that are not named. */
    public long others() {
        return total - most.stream().mapToLong(OfMeasure::findings).sum();
    }
}
