package io.tradewatch.measures;

import io.tradewatch.engine.model.ReferenceTable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A reference table as its file writes it, row by row with its place.
 *
 * @param file where it was read
 * @param name the table's name, one of those of {@link ReferenceTable}
 * @param columns the columns, in the order that the rules expect
 * @param rows the rows in the order of the file
 */
record WrittenTable(Path file, String name, List<String> columns, List<Row> rows) {

    /**
     * One row.
     *
     * @param place where the row begins
     * @param fields one for each column; empty text stands for no value
     */
    record Row(Place place, List<String> fields) {
        Row {
            fields = List.copyOf(fields);
        }

        String field(int column) {
            return fields.get(column);
        }

        /** Where a field stands: rows of CSV files are written without blanks and quotes. */
        Place place(int column) {
            int before = 0;
            for (int i = 0; i < column; i++) {
                before += fields.get(i).length() + 1;
            }
            return new Place(place.file(), place.line(), place.column() + before);
        }
    }

    private static final Comparator<List<String>> ROW_ORDER = Comparator.comparing(fields -> String.join("\n", fields));

    WrittenTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The table with its rows sorted and each once: a line moved within the file changes nothing. */
    ReferenceTable table() {
        return new ReferenceTable(
                name,
                columns,
                rows.stream().map(Row::fields).sorted(ROW_ORDER).distinct().toList());
    }
}
