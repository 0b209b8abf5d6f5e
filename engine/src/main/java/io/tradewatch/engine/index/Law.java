package io.tradewatch.engine.index;

import io.tradewatch.engine.model.Measure;
import java.util.Collection;
import java.util.List;

/**
 * The published measures, in every revision, and the reference tables. Immutable.
 *
 * @param revisions in any order; no two with the same measureId and revision
 * @param reference the reference tables
 */
public record Law(List<Measure> revisions, ReferenceTables reference) {
    public Law {
        revisions = List.copyOf(revisions);
    }

    /** Creates a law of revisions and tables. */
    public static Law of(Collection<Measure> revisions, ReferenceTables reference) {
        return new Law(List.copyOf(revisions), reference);
    }
}
