package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One violation that differs between two results.
 *
 * @param kind how they differ
 * @param violation the later state; for a violation that is gone, the earlier state
 * @param before the earlier state, if the content changed; null otherwise
 * @param fields the names of the fields that differ, in the order of the contract; empty unless it changed
 */
public record Difference(
        Kind kind, Violation violation, @Nullable Violation before, List<String> fields) {
    /** How a violation differs between two results. */
    public enum Kind {
        /** It is open in the later result only. */
        NEW,
        /** It is open in the earlier result only. */
        GONE,
        /** It is open in both results, with different content. */
        CHANGED
    }

    public Difference {
        fields = List.copyOf(fields);
    }
}
