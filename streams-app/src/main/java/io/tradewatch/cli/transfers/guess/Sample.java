package io.tradewatch.cli.transfers.guess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The beginning of a table.
 *
 * @param columns the columns' names; their numbers from 1 if the table has no names
 * @param hasNames whether the table has a row of names
 * @param rows the rows below, of as many cells as there are columns
 */
public record Sample(List<String> columns, boolean hasNames, List<List<String>> rows) {
    /** A row of names has no fewer cells than this part of the widest row. */
    private static final double NEARLY_ALL = 0.6;

    /** Number of rows at the beginning among which the names are looked for. */
    public static final int MOST_ROWS_ABOVE = 50;

    public Sample {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Finds the row of names: the first nearly full one, if it has neither numbers nor dates, and no name twice. */
    public static Sample of(List<List<String>> table) {
        int width = table.stream().mapToInt(Sample::filled).max().orElse(0);
        int columns = table.stream().mapToInt(List::size).max().orElse(0);
        for (int each = 0; each < Math.min(table.size(), MOST_ROWS_ABOVE); each++) {
            if (filled(table.get(each)) < Math.max(1, Math.ceil(NEARLY_ALL * width))) {
                continue;
            }
            boolean isNames = areNames(table.get(each));
            List<String> names = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                names.add(isNames ? cell(table.get(each), column) : Integer.toString(column + 1));
            }
            return new Sample(names, isNames, padded(table.subList(isNames ? each + 1 : each, table.size()), columns));
        }
        return new Sample(List.of(), false, List.of());
    }

    private static boolean areNames(List<String> row) {
        List<String> names = row.stream().filter(cell -> !cell.isEmpty()).toList();
        return new HashSet<>(names).size() == names.size()
                && names.stream().noneMatch(name -> NumberForm.isNumber(name) || DateForm.isDate(name));
    }

    private static int filled(List<String> row) {
        return (int) row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    private static List<List<String>> padded(List<List<String>> rows, int columns) {
        List<List<String>> padded = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(cell(row, column));
            }
            if (filled(cells) > 0) {
                padded.add(cells);
            }
        }
        return padded;
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    /** The cells of a column in which something stands. */
    List<String> values(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
    }
}
