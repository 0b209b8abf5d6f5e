package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.ReferenceTable;
import java.util.List;

/** The raw rows of the reference tables: nothing is prepared, every question scans them anew. */
record NaiveTables(List<ReferenceTable> tables) {

    boolean isPublished(String table) {
        return tables.stream().anyMatch(candidate -> candidate.name().equals(table));
    }

    List<String> columns(String table) {
        for (ReferenceTable candidate : tables) {
            if (candidate.name().equals(table)) {
                return candidate.columns();
            }
        }
        return List.of();
    }

    List<List<String>> rows(String table) {
        for (ReferenceTable candidate : tables) {
            if (candidate.name().equals(table)) {
                return candidate.rows();
            }
        }
        return List.of();
    }
}
