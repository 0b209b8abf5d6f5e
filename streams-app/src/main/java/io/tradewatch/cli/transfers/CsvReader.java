package io.tradewatch.cli.transfers;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Splits CSV into rows of cells. A quoted cell may span several lines. If a quote is never closed, only the line with the
 * opening quote is lost, not the rest of the file.
 */
final class CsvReader {
    private static final int MAX_LINES_OF_A_ROW = 1_000;

    private final CSVFormat format;
    private final char delimiter;
    private final Row header;
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * A row.
     *
     * @param line the line on which it begins
     * @param raw its bytes, without the last line's end
     * @param cells its cells, or why it cannot be read
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    record Row(long line, byte[] raw, DecodeResult<List<String>> cells) {}

    /** @throws MappingException when the header line cannot be read */
    CsvReader(ByteLines lines, char delimiter) throws IOException, MappingException {
        this.format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        this.delimiter = delimiter;
        ByteLines.Line first =
                lines.next().orElseThrow(() -> new MappingException("the file is empty, expected a line of columns"));
        this.header = read(first, lines);
        if (header.cells() instanceof DecodeResult.Defective<List<String>> unreadable) {
            throw new MappingException(
                    "the line of columns cannot be read: " + unreadable.defect().detail());
        }
        this.columns = header.cells().orElseThrow().stream().map(Cells::value).toList();
        for (int each = 0; each < columns.size(); each++) {
            positions.put(columns.get(each), each);
        }
    }

    /** The columns' names. */
    List<String> columns() {
        return columns;
    }

    /** The bytes of the header line. */
    byte[] header() {
        return header.raw();
    }

    /** Returns the value of a row's cell by column name. */
    UnaryOperator<String> byColumn(List<String> cells) {
        return column -> Cells.value(cells.get(Objects.requireNonNull(positions.get(column), column)));
    }

    /** Reads the row that begins with a line; a number of cells other than the number of columns is a defect. */
    Row readRow(ByteLines.Line first, ByteLines lines) throws IOException {
        Row row = read(first, lines);
        return row.cells() instanceof DecodeResult.Decoded<List<String>> cells
                        && cells.value().size() != columns.size()
                ? new Row(
                        row.line(),
                        row.raw(),
                        wrong("the row has " + cells.value().size() + " cells, expected " + columns.size()))
                : row;
    }

    private Row read(ByteLines.Line first, ByteLines lines) throws IOException {
        if (!(first.text() instanceof ByteLines.Text.Decoded start)) {
            return new Row(first.number(), first.bytes(), unreadable(first));
        }
        StringBuilder row = new StringBuilder(start.text());
        List<ByteLines.Line> further = new ArrayList<>();
        DecodeResult<List<String>> cells = readUntilQuotesClose(row, further, lines)
                ? cells(row.toString())
                : wrong("a quote is opened and not closed");
        if (cells instanceof DecodeResult.Defective<List<String>>) {
            // An unclosed quote has consumed the following lines: each of them is read again separately.
            for (int i = further.size() - 1; i >= 0; i--) {
                lines.pushBack(further.get(i));
            }
            return new Row(first.number(), first.bytes(), cells);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(first.bytes());
        for (ByteLines.Line each : further) {
            raw.write('\n');
            raw.writeBytes(each.bytes());
        }
        return new Row(first.number(), raw.toByteArray(), cells);
    }

    private static DecodeResult<List<String>> unreadable(ByteLines.Line line) {
        String why = line.text() instanceof ByteLines.Text.Unreadable unreadable ? unreadable.why() : "";
        String remedy = line.cut()
                ? ""
                : line.charset().equals(StandardCharsets.UTF_8)
                        ? "; if the file comes from a spreadsheet, 'charset: windows-1252' in the mapping reads it"
                        : "; correct 'charset' in the mapping";
        return DecodeResult.defect(StructuralDefect.Reason.UNDECODABLE, why + remedy);
    }

    /** Appends lines while a cell is open; returns false if the cell stays open. */
    private boolean readUntilQuotesClose(StringBuilder row, List<ByteLines.Line> further, ByteLines lines)
            throws IOException {
        while (endsInQuotes(row)) {
            Optional<ByteLines.Line> next = lines.next();
            if (next.isEmpty()) {
                return false;
            }
            further.add(next.get());
            if (further.size() >= MAX_LINES_OF_A_ROW
                    || row.length() > ByteLines.MAX_LINE
                    || !(next.get().text() instanceof ByteLines.Text.Decoded text)) {
                return false;
            }
            row.append('\n').append(text.text());
        }
        return true;
    }

    /** Whether a quoted cell is still open at the end. A quote only counts at the beginning of a cell. */
    private boolean endsInQuotes(CharSequence row) {
        boolean quoted = false;
        boolean atStart = true;
        boolean justClosed = false;
        for (int i = 0; i < row.length(); i++) {
            char one = row.charAt(i);
            if (quoted) {
                quoted = one != '"';
                justClosed = !quoted;
            } else {
                quoted = one == '"' && (atStart || justClosed);
                justClosed = false;
            }
            atStart = !quoted && !justClosed && one == delimiter;
        }
        return quoted;
    }

    private DecodeResult<List<String>> cells(String row) {
        try (CSVParser parser = CSVParser.parse(row, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? DecodeResult.of(records.get(0).toList())
                    : wrong("the line holds " + records.size() + " rows");
        } catch (IOException | UncheckedIOException e) {
            return wrong("quotes do not close where a cell ends");
        }
    }

    private static <T> DecodeResult<T> wrong(String detail) {
        return DecodeResult.defect(StructuralDefect.Reason.WRONG_FIELD, detail);
    }
}
