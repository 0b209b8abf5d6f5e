package io.tradewatch.screening.generators;

import io.tradewatch.screening.Law;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.ReferenceTables;
import java.util.List;

/**
 * A law as it was published: what the engine compiles, with the raw tables that the reference implementation reads.
 *
 * @param revisions all revisions of all measures
 * @param tables the reference tables, at most one of each name
 */
public record PublishedLaw(List<Measure> revisions, List<ReferenceTable> tables) {
    public PublishedLaw {
        revisions = List.copyOf(revisions);
        tables = List.copyOf(tables);
    }

    /** The same law in the form that the engine compiles. */
    public Law law() {
        return Law.of(revisions, ReferenceTables.of(tables));
    }

    /** The rows of a table; none when it was not published. */
    public List<List<String>> rows(String table) {
        return tables.stream()
                .filter(candidate -> candidate.name().equals(table))
                .flatMap(found -> found.rows().stream())
                .toList();
    }
}
