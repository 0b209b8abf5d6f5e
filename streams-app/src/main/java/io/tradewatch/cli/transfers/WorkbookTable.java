package io.tradewatch.cli.transfers;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.mapping.MappingException;
import io.tradewatch.mapping.RowCells;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sheet of a workbook ({@code .xlsx}) row by row. Formulas count by their stored result. A merged cell's value
 * belongs to its first row and column; rows and columns that are hidden are read like others.
 */
final class WorkbookTable implements Table {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);
    private static final int LONGEST_MARK = 8;

    private final ReadableWorkbook workbook;
    private final String sheet;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final CSVFormat csv;
    private final byte[] preamble;
    private final long size;
    private final long rowsInFile;
    private @Nullable Row pushedBack;
    private long rowsRead;

    /** A sheet that is read up to the names of its columns. */
    private record Begun(
            Sheet sheet, Stream<Row> stream, Iterator<Row> rows, List<String> columns, Optional<Row> first) {}

    private WorkbookTable(ReadableWorkbook workbook, Begun begun, TableMapping mapping, long size, long rowsInFile)
            throws IOException {
        this.workbook = workbook;
        this.sheet = begun.sheet().getName();
        this.stream = begun.stream();
        this.rows = begun.rows();
        this.columns = begun.columns();
        this.pushedBack = begun.first().orElse(null);
        for (int each = columns.size() - 1; each >= 0; each--) {
            positions.put(columns.get(each), each);
        }
        this.csv = CSVFormat.RFC4180.builder().setDelimiter(mapping.delimiter()).get();
        this.preamble =
                mapping.header().isNone() ? new byte[0] : (csv(columns) + "\n").getBytes(StandardCharsets.UTF_8);
        this.size = size;
        this.rowsInFile = rowsInFile;
    }

    /** Whether the content is a workbook, also one in a form that cannot be read. */
    static boolean isWorkbook(Path file) throws IOException {
        byte[] start = start(file);
        return start.length == LONGEST_MARK
                && (ReadableWorkbook.isOOXMLZipHeader(start) || ReadableWorkbook.isOLE2Header(start));
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST_MARK);
        }
    }

    /**
     * Opens the sheet that the mapping names, or the first visible one that has its columns.
     *
     * @param size of {@link #requireReadable}
     * @throws MappingException when it is not a workbook that can be read, or no sheet has the mapping's columns
     */
    static WorkbookTable open(Path file, WorkbookSize size, TableMapping mapping) throws IOException, MappingException {
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
            return new WorkbookTable(workbook, begin(workbook, mapping), mapping, Files.size(file), size.rows());
        } catch (ExcelReaderException e) {
            close(workbook);
            throw new MappingException(file + " is no workbook that can be read: " + e.getMessage());
        } catch (MappingException | IOException e) {
            close(workbook);
            throw e;
        }
    }

    /** @throws MappingException when it is not a workbook that can be read */
    static ReadableWorkbook workbook(Path file) throws IOException, MappingException {
        requireReadable(file);
        return new ReadableWorkbook(file.toFile(), WITH_FORMATS);
    }

    /**
     * Unpacks a workbook once, to see whether it is one and how much it holds.
     *
     * @throws MappingException when it has a password, or is too large or damaged
     */
    static WorkbookSize requireReadable(Path file) throws IOException, MappingException {
        if (ReadableWorkbook.isOLE2Header(start(file))) {
            throw new MappingException(file
                    + " is protected by a password, or a workbook of the old format .xls; save it as .xlsx without a"
                    + " password");
        }
        return WorkbookSize.of(file);
    }

    private static void close(@Nullable ReadableWorkbook workbook) throws IOException {
        if (workbook != null) {
            workbook.close();
        }
    }

    private static Begun begin(ReadableWorkbook workbook, TableMapping mapping) throws IOException, MappingException {
        List<Sheet> sheets = workbook.getSheets().toList();
        List<Sheet> tried = sheets.stream()
                .filter(sheet -> mapping.sheet().isPresent()
                        ? mapping.sheet().get().equals(sheet.getName())
                        : sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        if (tried.isEmpty()) {
            throw new MappingException("the workbook has no "
                    + mapping.sheet().map(name -> "sheet '" + name + "'").orElse("visible sheet") + ", it has "
                    + sheets.stream().map(Sheet::getName).toList() + ": set 'sheet' in the mapping");
        }
        List<String> best = List.of();
        for (Sheet sheet : tried) {
            Stream<Row> stream = sheet.openStream();
            Iterator<Row> rows = stream.iterator();
            for (int above = 0; rows.hasNext() && mapping.header().mayFollow(above, MOST_ROWS_ABOVE); ) {
                Row row = rows.next();
                above = row.getRowNum();
                if (mapping.header().isNone()) {
                    List<String> numbers = new ArrayList<>();
                    for (int each = 1; each <= row.getCellCount(); each++) {
                        numbers.add(Integer.toString(each));
                    }
                    mapping.requireColumns(numbers);
                    return new Begun(sheet, stream, rows, numbers, Optional.of(row));
                }
                List<String> names = mapping.header().isAt(above) ? names(row) : List.of();
                if (mapping.found(names) == mapping.columns().size()) {
                    mapping.requireColumns(names);
                    return new Begun(sheet, stream, rows, names, Optional.empty());
                }
                best = mapping.found(names) > mapping.found(best) || best.isEmpty() ? names : best;
            }
            stream.close();
        }
        mapping.requireColumns(best);
        throw new MappingException("no sheet of the workbook has a row with the columns " + mapping.columns());
    }

    private static List<String> names(Row row) {
        return SheetCell.of(row, row.getCellCount()).stream()
                .map(SheetCell::text)
                .toList();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        try {
            while (pushedBack != null || rows.hasNext()) {
                Row row = pushedBack != null ? pushedBack : rows.next();
                pushedBack = null;
                rowsRead++;
                List<SheetCell> cells = SheetCell.of(row, columns.size());
                List<String> texts = cells.stream().map(SheetCell::text).toList();
                if (!texts.stream().allMatch(String::isEmpty)) {
                    return Optional.of(new TableRow(
                            row.getRowNum(),
                            csv(texts).getBytes(StandardCharsets.UTF_8),
                            DecodeResult.of(new SheetCells(cells))));
                }
            }
            return Optional.empty();
        } catch (ExcelReaderException | UncheckedIOException e) {
            throw new IOException(
                    "the sheet '" + sheet + "' is broken after row " + rowsRead + ": " + e.getMessage(), e);
        }
    }

    private String csv(List<String> texts) {
        return csv.format(texts.toArray());
    }

    @Override
    public byte[] preamble() {
        return preamble.clone();
    }

    @Override
    public long bytesRead() {
        return rowsInFile == 0 ? size : Math.min(size, size * rowsRead / rowsInFile);
    }

    @Override
    public String part() {
        return sheet;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    /** The cells of a row by the names of the columns. */
    private final class SheetCells implements RowCells {
        private final List<SheetCell> cells;

        SheetCells(List<SheetCell> cells) {
            this.cells = cells;
        }

        private SheetCell cell(String column) {
            return cells.get(position(column));
        }

        private int position(String column) {
            return Objects.requireNonNull(positions.get(column), column);
        }

        @Override
        public String text(String column) {
            return cell(column).text();
        }

        @Override
        public Optional<BigDecimal> number(String column) {
            return Optional.ofNullable(cell(column).number());
        }

        @Override
        public Optional<LocalDateTime> time(String column) {
            return Optional.ofNullable(cell(column).time());
        }

        @Override
        public String label(String column) {
            return "'" + column + "' (" + letters(position(column)) + ")";
        }
    }

    /** The letters of a column, counted from 0. */
    private static String letters(int column) {
        String last = Character.toString('A' + column % 26);
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
