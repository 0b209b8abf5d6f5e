package io.tradewatch.ruleset.files;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a reference table from a CSV file. Needed columns are found by name and other columns are ignored, so a file
 * may give the source of its rows. Lines that begin with {@code #} are comments.
 */
final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    /** The longest field, in characters. */
    private static final int MOST_OF_FIELD = 10_000;

    private CsvTable() {}

    /** Returns the table; empty when the file could not be read, which is reported. */
    static Optional<WrittenTable> read(Path file, String name, List<String> columns, Consumer<LintProblem> problems) {
        Optional<String> text = TextFile.read(file, BoundedFile.MOST_OF_TABLE, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try (CSVParser parser = CSVParser.parse(text.get(), FORMAT)) {
            List<Row> rows = new ArrayList<>();
            List<String> header = null;
            for (CSVRecord record : parser) {
                Place place = new Place(file, Math.toIntExact(parser.getCurrentLineNumber()), 1);
                if (header == null) {
                    header = record.toList();
                    if (!header.containsAll(columns)) {
                        problems.accept(LintProblem.error(
                                place,
                                "the header is " + String.join(",", header),
                                "begin the file with the header " + String.join(",", columns)));
                        return Optional.empty();
                    }
                } else if (record.size() != header.size()) {
                    problems.accept(LintProblem.error(
                            place,
                            "the row has " + record.size() + " fields, the header " + header.size(),
                            "give the row as many fields as the header; put a field that has a comma in quotes"));
                } else if (record.stream().anyMatch(field -> field.length() > MOST_OF_FIELD)) {
                    problems.accept(LintProblem.error(
                            place,
                            "the row has a field of more than " + MOST_OF_FIELD + " characters",
                            "shorten the field; a quote that does not close makes one of many rows"));
                } else {
                    List<String> names = header;
                    rows.add(new Row(
                            place,
                            columns.stream()
                                    .map(column -> record.get(names.indexOf(column)))
                                    .toList()));
                }
            }
            if (header == null) {
                problems.accept(LintProblem.error(
                        Place.whole(file), "is empty", "begin the file with the header " + String.join(",", columns)));
                return Optional.empty();
            }
            return Optional.of(new WrittenTable(file, name, columns, rows));
        } catch (IOException | UncheckedIOException e) {
            problems.accept(LintProblem.error(
                    Place.whole(file), "is not CSV (" + e.getMessage() + ")", "check commas and quotes"));
            return Optional.empty();
        }
    }
}
