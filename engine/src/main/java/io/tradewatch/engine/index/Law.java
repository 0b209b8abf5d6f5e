package io.tradewatch.engine.index;

import io.tradewatch.engine.model.Measure;
import java.util.Collection;
import java.util.List;

/**
 * All that was published: every revision of every measure, and the reference tables. Immutable.
 *
 * @param revisions in any order; no two with the same measureId and revision
 * @param reference the reference tables
 */
public record Law(List<Measure> revisions, ReferenceTables reference) {
    public Law {
        revisions = List.copyOf(revisions);
    }

    /** A law of these revisions and tables. */
    public static Law of(Collection<Measure> revisions, ReferenceTables reference) {
        return new Law(List.copyOf(revisions), reference);
    }
}
