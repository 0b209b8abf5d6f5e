package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.ReferenceTable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A reference table from a file, with the place of each row.
 *
 * @param file the file that it was read from
 * @param name the table's name, one of those of {@link ReferenceTable}
 * @param columns the columns, in the order that the rules expect
 * @param rows the rows in the order of the file
 */
record WrittenTable(Path file, String name, List<String> columns, List<Row> rows) {

    /**
     * One row.
     *
     * @param place the place at which the row begins
     * @param fields one per column; an empty text means no value
     */
    record Row(Place place, List<String> fields) {
        Row {
            fields = List.copyOf(fields);
        }

        String field(int column) {
            return fields.get(column);
        }

        /** Returns the place of a field; it assumes that rows of CSV files have no blanks and quotes. */
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

    /** Returns the table with sorted rows, each once, so that the order of lines in the file does not matter. */
    ReferenceTable table() {
        return new ReferenceTable(
                name,
                columns,
                rows.stream().map(Row::fields).sorted(ROW_ORDER).distinct().toList());
    }
}
