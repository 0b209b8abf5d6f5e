package io.tradewatch.cli.transfers;

import io.tradewatch.cli.transfers.guess.Sample;
import io.tradewatch.cli.transfers.guess.Yaml;
import io.tradewatch.mapping.Cells;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a table whose dialect nobody stated.
 *
 * @param table the sample
 * @param settings the settings of a mapping that read the file in this way, as lines of YAML, with the reasons as comments
 */
record SampledFile(Sample table, String settings) {
    private static final int MOST_ROWS = 1_000;
    private static final int LONGEST_BLANK_START = 256;
    private static final int MOST_BYTES = 1 << 20;
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    /** A delimiter gives nearly all rows the same number of cells. */
    private static final double NEARLY_ALL = 0.8;

    /** How the rows are split. */
    private record Split(char delimiter, @Nullable Character quote, List<List<String>> rows, int width, double share) {
        boolean isTable() {
            return width > 1 && share >= NEARLY_ALL;
        }
    }

    /** Whether the content begins like an object or an array. */
    static boolean isJson(Path file) throws IOException {
        try (InputFile in = InputFile.open(file)) {
            return in.beginning(LONGEST_BLANK_START).matches("(?s)[\\[{].*");
        }
    }

    /** @throws MappingException when there is no table in the file */
    static SampledFile of(Path file, @Nullable String sheet) throws IOException, MappingException {
        return WorkbookTable.isWorkbook(file) ? ofWorkbook(file, sheet) : ofText(file);
    }

    private static SampledFile ofWorkbook(Path file, @Nullable String named) throws IOException, MappingException {
        try (ReadableWorkbook workbook = WorkbookTable.workbook(file)) {
            SampledFile best = null;
            for (Sheet sheet : workbook.getSheets().toList()) {
                boolean isTried = named == null
                        ? sheet.getVisibility() == SheetVisibility.VISIBLE
                        : named.equals(sheet.getName());
                if (isTried) {
                    Sample sample = Sample.of(rows(sheet));
                    String words = "sheet: " + Yaml.quoted(sheet.getName()) + "\n";
                    if (best == null || filled(sample) > filled(best.table())) {
                        best = new SampledFile(sample, words);
                    }
                }
            }
            if (best == null || best.table().columns().isEmpty()) {
                throw new MappingException(file + " has no "
                        + (named == null ? "visible sheet with a table" : "sheet '" + named + "' with a table")
                        + ", it has " + workbook.getSheets().map(Sheet::getName).toList());
            }
            return best;
        } catch (ExcelReaderException e) {
            throw new MappingException(file + " is no workbook that can be read: " + e.getMessage());
        }
    }

    private static int filled(Sample sample) {
        return sample.columns().size() * sample.rows().size();
    }

    private static List<List<String>> rows(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            List<List<String>> table = new ArrayList<>();
            rows.limit(MOST_ROWS)
                    .forEach(row -> table.add(SheetCell.of(row, row.getCellCount()).stream()
                            .map(SheetCell::text)
                            .toList()));
            return table;
        }
    }

    private static SampledFile ofText(Path file) throws IOException, MappingException {
        StringBuilder settings = new StringBuilder();
        Charset charset;
        List<String> lines = new ArrayList<>();
        try (InputFile in = InputFile.open(file)) {
            byte[] beginning = in.peek(MOST_BYTES);
            charset = charset(beginning);
            ByteLines text = new ByteLines(in, charset);
            if (!ByteLines.hasMark(beginning) && !charset.equals(StandardCharsets.UTF_8)) {
                settings.append(
                                charset.name().startsWith("UTF-16")
                                        ? "# Every other byte is 0.\ncharset: "
                                        : "# The file is not UTF-8. CHECK that letters with accents come out right.\ncharset: ")
                        .append(charset.name())
                        .append('\n');
            }
            for (Optional<ByteLines.Line> line = text.next();
                    line.isPresent() && lines.size() < MOST_ROWS;
                    line = text.next()) {
                if (line.get().text() instanceof ByteLines.Text.Decoded decoded) {
                    lines.add(decoded.text());
                }
            }
        }
        if (!lines.isEmpty() && DelimitedTable.statesDelimiter(lines.get(0))) {
            lines.remove(0);
        }
        Split split = split(lines);
        Sample sample = Sample.of(split.rows());
        if (sample.columns().isEmpty()) {
            throw new MappingException(file + " has no rows");
        }
        String delimiter = split.delimiter() == '\t' ? "tab" : "\"" + split.delimiter() + "\"";
        if (split.delimiter() != ',') {
            settings.append("# So separated, ")
                    .append(Math.round(100 * split.share()))
                    .append(" % of the rows have ")
                    .append(split.width())
                    .append(" cells.\ndelimiter: ")
                    .append(delimiter)
                    .append('\n');
        }
        if (split.quote() == null && lines.stream().anyMatch(line -> line.indexOf('"') >= 0)) {
            settings.append("# Quotes do not close where cells end: they belong to the texts.\nquote: none\n");
        } else if (split.quote() != null && split.quote() != '"') {
            settings.append("# Cells stand between apostrophes.\nquote: \"'\"\n");
        }
        return new SampledFile(sample, settings.toString());
    }

    /** By zero bytes, or by whether all of it is UTF-8; else the usual one of spreadsheets. A byte order mark takes precedence. */
    private static Charset charset(byte[] beginning) {
        int zerosAtEven = 0;
        int zerosAtOdd = 0;
        for (int each = 0; each < beginning.length; each++) {
            if (beginning[each] == 0) {
                zerosAtEven += 1 - each % 2;
                zerosAtOdd += each % 2;
            }
        }
        if (ByteLines.hasMark(beginning)) {
            return StandardCharsets.UTF_8;
        }
        if (zerosAtEven + zerosAtOdd > beginning.length / 4) {
            return zerosAtEven > zerosAtOdd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        // The last line may be cut off within a letter.
        int end = beginning.length;
        while (beginning.length == MOST_BYTES && end > 0 && beginning[end - 1] != '\n') {
            end--;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Arrays.copyOf(beginning, end)));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return Charset.forName("windows-1252");
        }
    }

    /** By the delimiter that gives nearly all rows the same number of cells, and most cells; a comma before others. */
    private static Split split(List<String> lines) {
        String text = String.join("\n", lines);
        Split best = null;
        for (char delimiter : DELIMITERS) {
            Split split = split(text, delimiter, isApostrophe(lines, delimiter) ? '\'' : '"');
            if (best == null || (split.isTable() && (!best.isTable() || split.width() > best.width()))) {
                best = split;
            }
        }
        return Objects.requireNonNull(best);
    }

    /** Without quotes, if they do not close or do not give a table. */
    private static Split split(String text, char delimiter, char quote) {
        Optional<Split> quoted = rows(text, delimiter, quote)
                .map(rows -> measured(delimiter, quote, rows))
                .filter(Split::isTable);
        return quoted.orElseGet(
                () -> measured(delimiter, null, rows(text, delimiter, null).orElse(List.of())));
    }

    /** Whether cells stand between apostrophes in most lines. */
    private static boolean isApostrophe(List<String> lines, char delimiter) {
        String end = Pattern.quote(Character.toString(delimiter));
        Pattern quoted = Pattern.compile("(?:^|" + end + ")'[^']*'(?:" + end + "|$)");
        return 2 * lines.stream().filter(line -> quoted.matcher(line).find()).count() > lines.size();
    }

    private static Split measured(char delimiter, @Nullable Character quote, List<List<String>> rows) {
        Map<Integer, Long> widths =
                rows.stream().collect(Collectors.groupingBy(List::size, TreeMap::new, Collectors.counting()));
        int width = widths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        return new Split(delimiter, quote, rows, width, rows.isEmpty() ? 0 : (double) widths.get(width) / rows.size());
    }

    /** The rows of a text; empty if quotes do not close where a cell ends. */
    private static Optional<List<List<String>>> rows(String text, char delimiter, @Nullable Character quote) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setIgnoreEmptyLines(true)
                .get();
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord row : parser) {
                rows.add(row.stream().map(Cells::value).toList());
            }
            return Optional.of(rows);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
