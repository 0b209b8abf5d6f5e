package io.tradewatch.cli.transfers;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.mapping.Cells;
import io.tradewatch.mapping.MappingException;
import io.tradewatch.mapping.RowCells;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV into rows of cells. A quoted cell may span several lines. If a quote is never closed, only the line with the
 * opening quote is lost, not the rest of the file.
 */
final class DelimitedTable implements Table {
    private static final int MAX_LINES_OF_A_ROW = 1_000;
    /** The first line by which spreadsheets state the delimiter. */
    private static final Pattern SEPARATOR = Pattern.compile("sep=(.)", Pattern.CASE_INSENSITIVE);

    private final InputFile file;
    private final ByteLines lines;
    private final CSVFormat format;
    private final char delimiter;
    private final @Nullable Character quote;
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();

    /** The cells of a line, or why there are none. */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    private record Split(long number, byte[] raw, DecodeResult<List<String>> cells) {
        List<String> names() {
            return cells instanceof DecodeResult.Decoded<List<String>> decoded
                    ? decoded.value().stream().map(Cells::value).toList()
                    : List.of();
        }
    }

    /**
     * Reads up to the columns' names.
     *
     * @param file the file, which this table closes, also when it fails
     * @throws MappingException when the names cannot be read, or there are not all those that the mapping needs
     */
    static DelimitedTable open(InputFile file, TableMapping mapping) throws IOException, MappingException {
        try {
            return new DelimitedTable(file, mapping);
        } catch (MappingException | IOException e) {
            file.close();
            throw e;
        }
    }

    private DelimitedTable(InputFile file, TableMapping mapping) throws IOException, MappingException {
        this.file = file;
        this.lines = new ByteLines(file, mapping.charset());
        preamble.writeBytes(lines.mark());
        Optional<Character> stated = statedDelimiter();
        this.delimiter = stated.orElse(mapping.delimiter());
        this.quote = mapping.quote();
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .get();
        this.columns = mapping.header().isNone() ? numbered() : named(mapping);
        for (int each = columns.size() - 1; each >= 0; each--) {
            positions.put(columns.get(each), each);
        }
    }

    /** Whether a first line only states the delimiter. */
    static boolean statesDelimiter(String line) {
        return SEPARATOR.matcher(line).matches();
    }

    private Optional<Character> statedDelimiter() throws IOException {
        Optional<ByteLines.Line> first = lines.next();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (first.get().text() instanceof ByteLines.Text.Decoded text) {
            Matcher stated = SEPARATOR.matcher(text.text());
            if (stated.matches()) {
                keep(first.get().bytes());
                return Optional.of(stated.group(1).charAt(0));
            }
        }
        lines.pushBack(first.get());
        return Optional.empty();
    }

    /** Without names: as many columns as the first row has. */
    private List<String> numbered() throws IOException, MappingException {
        Optional<ByteLines.Line> first = lines.next();
        if (first.isEmpty()) {
            throw new MappingException("the file is empty, expected rows");
        }
        List<ByteLines.Line> further = new ArrayList<>();
        Split row = split(first.get(), further);
        for (int each = further.size() - 1; each >= 0; each--) {
            lines.pushBack(further.get(each));
        }
        lines.pushBack(first.get());
        return IntStream.rangeClosed(1, row.names().size())
                .mapToObj(Integer::toString)
                .toList();
    }

    /** The first row that has all columns of the mapping, or the row that the mapping names. */
    private List<String> named(TableMapping mapping) throws IOException, MappingException {
        Split best = null;
        for (int tried = 0; mapping.header().mayFollow(tried, MOST_ROWS_ABOVE); tried++) {
            Optional<ByteLines.Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            Split row = split(line.get(), new ArrayList<>());
            keep(row.raw());
            if (!mapping.header().isAt(row.number())) {
                continue;
            }
            if (mapping.found(row.names()) == mapping.columns().size()) {
                best = row;
                break;
            }
            best = best == null || mapping.found(row.names()) > mapping.found(best.names()) ? row : best;
        }
        if (best == null) {
            throw new MappingException("the file is empty, expected a line of columns");
        }
        if (best.cells() instanceof DecodeResult.Defective<List<String>> unreadable) {
            throw new MappingException(
                    "the line of columns cannot be read: " + unreadable.defect().detail());
        }
        mapping.requireColumns(best.names());
        return best.names();
    }

    private void keep(byte[] line) {
        preamble.writeBytes(line);
        preamble.write('\n');
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public byte[] preamble() {
        return preamble.toByteArray();
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public String part() {
        return "";
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        for (Optional<ByteLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isBlank()) {
                continue;
            }
            Split row = split(line.get(), new ArrayList<>());
            if (!(row.cells() instanceof DecodeResult.Decoded<List<String>> decoded)) {
                return Optional.of(new TableRow(
                        row.number(),
                        row.raw(),
                        new DecodeResult.Defective<>(row.cells().problem().orElseThrow())));
            }
            if (!isBlank(decoded.value())) {
                return Optional.of(new TableRow(row.number(), row.raw(), byColumn(decoded.value())));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing stands in any cell, as in the rows below the last one that some programs write. */
    private static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(cell -> Cells.value(cell).isEmpty());
    }

    /** A row may have empty cells beyond the columns, and none where the last columns have no name. */
    private DecodeResult<RowCells> byColumn(List<String> cells) {
        boolean fits = cells.size() >= columns.size()
                ? cells.subList(columns.size(), cells.size()).stream()
                        .allMatch(cell -> Cells.value(cell).isEmpty())
                : columns.subList(cells.size(), columns.size()).stream().allMatch(String::isEmpty);
        return fits
                ? DecodeResult.of(
                        column -> Cells.value(cells.get(Objects.requireNonNull(positions.get(column), column))))
                : wrong("the row has " + cells.size() + " cells, expected " + columns.size());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** @param further takes the lines that belong to the row beside the first */
    private Split split(ByteLines.Line first, List<ByteLines.Line> further) throws IOException {
        if (!(first.text() instanceof ByteLines.Text.Decoded start)) {
            return new Split(first.number(), first.bytes(), unreadable(first));
        }
        StringBuilder row = new StringBuilder(start.text());
        DecodeResult<List<String>> cells =
                readUntilQuotesClose(row, further) ? cells(row.toString()) : wrong("a quote is opened and not closed");
        if (cells instanceof DecodeResult.Defective<List<String>>) {
            // An unclosed quote has consumed the following lines: each of them is read again separately.
            for (int i = further.size() - 1; i >= 0; i--) {
                lines.pushBack(further.get(i));
            }
            further.clear();
            return new Split(first.number(), first.bytes(), cells);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(first.bytes());
        for (ByteLines.Line each : further) {
            raw.write('\n');
            raw.writeBytes(each.bytes());
        }
        return new Split(first.number(), raw.toByteArray(), cells);
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
    private boolean readUntilQuotesClose(StringBuilder row, List<ByteLines.Line> further) throws IOException {
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
    private boolean endsInQuotes(StringBuilder row) {
        if (quote == null || row.indexOf(quote.toString()) < 0) {
            return false;
        }
        boolean quoted = false;
        boolean atStart = true;
        boolean justClosed = false;
        for (int i = 0; i < row.length(); i++) {
            char one = row.charAt(i);
            if (quoted) {
                quoted = one != quote;
                justClosed = !quoted;
            } else {
                quoted = one == quote && (atStart || justClosed);
                justClosed = false;
            }
            atStart = !quoted && !justClosed && one == delimiter;
        }
        return quoted;
    }

    private DecodeResult<List<String>> cells(String row) {
        // Most rows have no quotes, and the parser's own set-up costs more than they do.
        if ((quote == null || row.indexOf(quote) < 0) && row.indexOf('\r') < 0) {
            return DecodeResult.of(split(row));
        }
        try (CSVParser parser = CSVParser.parse(row, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? DecodeResult.of(records.get(0).toList())
                    : wrong("the line holds " + records.size() + " rows");
        } catch (IOException | UncheckedIOException e) {
            return wrong("quotes do not close where a cell ends");
        }
    }

    private List<String> split(String row) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = row.indexOf(delimiter); to >= 0; to = row.indexOf(delimiter, from)) {
            cells.add(row.substring(from, to));
            from = to + 1;
        }
        cells.add(row.substring(from));
        return cells;
    }

    private static <T> DecodeResult<T> wrong(String detail) {
        return DecodeResult.defect(StructuralDefect.Reason.WRONG_FIELD, detail);
    }
}
