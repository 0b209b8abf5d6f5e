package io.tradewatch.screening.reference;

import io.tradewatch.screening.ReferenceTable;
import java.util.List;

/** The raw rows of the reference tables: nothing is prepared, every question scans them anew. */
record NaiveTables(List<ReferenceTable> tables) {

    List<List<String>> rows(String table) {
        for (ReferenceTable candidate : tables) {
            if (candidate.name().equals(table)) {
                return candidate.rows();
            }
        }
        return List.of();
    }
}
