package io.tradewatch.kafka;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the number of values of a metric's label: the first values up to the limit keep their names, all others become
 * {@value #OTHER}. Safe for use by several threads.
 */
public final class BoundedLabel {
    static final String OTHER = "other";

    private final int limit;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param limit how many values keep their names, 1 or more */
    public BoundedLabel(int limit) {
        this.limit = limit;
    }

    /** The value, or {@value #OTHER}. */
    public String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        synchronized (known) {
            if (known.size() < limit) {
                known.add(value);
            }
        }
        return known.contains(value) ? value : OTHER;
    }
}
