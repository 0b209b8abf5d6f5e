package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One violation in which two states of affairs differ.
 *
 * @param kind how they differ
 * @param violation as it stands; of one that is gone, as it stood before
 * @param before as it stood before, where it says something else now; null otherwise
 * @param fields the names of the fields that differ, in the order of the contract; empty unless it changed
 */
public record Difference(
        Kind kind, Violation violation, @Nullable Violation before, List<String> fields) {
    /** How two states of affairs can differ in one violation. */
    public enum Kind {
        /** It stands now, and did not before. */
        NEW,
        /** It stood before, and does not now. */
        GONE,
        /** It stands in both, and says something else. */
        CHANGED
    }

    public Difference {
        fields = List.copyOf(fields);
    }
}
