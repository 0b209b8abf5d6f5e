package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.mapping.MappingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** However a file is written: each of its rows that is not blank is a part of a transfer or a bad row, and what was not read is told. */
class RowsAreAccountedForTest {
    /** How a file is written. */
    record Dialect(String charset, String delimiter, String lineEnd, String quote, boolean grouped, Layout layout) {
        Dialect grouped(boolean as) {
            return new Dialect(charset, delimiter, lineEnd, quote, as, layout);
        }
    }

    /** What stands around the rows, and where the first row stands. */
    enum Layout {
        NAMES(2),
        TITLE_ABOVE_NAMES(4),
        NO_NAMES(1),
        DELIMITER_ABOVE_NAMES(3),
        OTHER_ORDER(2),
        TRAILING_DELIMITERS(2),
        COMPRESSED(2),
        WORKBOOK(2);

        private final int firstRow;

        Layout(int firstRow) {
            this.firstRow = firstRow;
        }
    }

    /** A row by its cells. */
    record Cells(String id, String day, String item, String amount) {
        boolean isBlank() {
            return (id + day + item + amount).isEmpty();
        }

        boolean isDayRead() {
            return day.equals("18.02.2024");
        }

        boolean isAmountRead() {
            return amount.isEmpty() || amount.equals("1.250,50");
        }
    }

    @Property(tries = 300)
    void shouldAccountForEveryRowOfEveryFile(@ForAll("dialects") Dialect dialect, @ForAll("rows") List<Cells> rows)
            throws IOException, MappingException {
        List<TransferRow> read = read(dialect, rows);

        List<Long> lines = new ArrayList<>();
        for (TransferRow row : read) {
            if (row instanceof TransferRow.Bad bad) {
                lines.add(bad.line());
            } else if (row instanceof TransferRow.Good good) {
                good.rows().forEach(source -> lines.add(source.line()));
                for (TransferRow.Source source : good.rows()) {
                    Cells cells = rows.get((int) source.line() - dialect.layout().firstRow);
                    // A row of several may leave to another one what belongs to the whole transfer.
                    boolean leavesItToAnother =
                            cells.day().isEmpty() && good.rows().size() > 1;
                    assertThat(cells.isDayRead() || leavesItToAnother).isTrue();
                    assertThat(good.notes().stream().anyMatch(note -> note.line() == source.line()))
                            .isEqualTo(!cells.isAmountRead());
                }
            }
        }
        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, rows.size())
                        .filter(each -> !rows.get((int) each).isBlank())
                        .map(each -> each + dialect.layout().firstRow)
                        .boxed()
                        .toList());
    }

    @Property(tries = 100)
    void shouldReadTheSameTransfersInWhicheverDialect(
            @ForAll("dialects") Dialect one, @ForAll("dialects") Dialect other, @ForAll("rows") List<Cells> rows)
            throws IOException, MappingException {
        assertThat(transfers(read(other.grouped(one.grouped()), rows), other))
                .isEqualTo(transfers(read(one, rows), one));
    }

    /** The transfers and problems, with rows counted from 0 and columns by their names. */
    private static List<String> transfers(List<TransferRow> rows, Dialect dialect) {
        return rows.stream()
                .map(row -> row instanceof TransferRow.Good good
                        ? good.transfer() + " "
                                + good.notes().stream()
                                        .map(note -> row(note.line(), dialect) + plain(note.text()))
                                        .toList()
                        : row(row.line(), dialect)
                                + plain(((TransferRow.Bad) row).defect().toString()))
                .toList();
    }

    private static String row(long line, Dialect dialect) {
        return line - dialect.layout().firstRow + " ";
    }

    private static String plain(String problem) {
        String plain = problem.replaceAll("line [0-9]+", "line").replaceAll(" \\([A-Z]\\)", "");
        for (String name : NAMES) {
            plain = plain.replace("'" + (NAMES.indexOf(name) + 1) + "'", "'" + name + "'");
        }
        return plain;
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Combinators.combine(
                        Arbitraries.of(
                                "UTF-8", "UTF-16", "UTF-16LE", "windows-1252", "ISO-8859-15", "x-MacRoman", "UTF-32"),
                        Arbitraries.of(";", "\t", "|"),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of("\"", "'", ""),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Layout.values()))
                .as(Dialect::new);
    }

    @Provide
    Arbitrary<List<Cells>> rows() {
        return Combinators.combine(
                        Arbitraries.of("Ä", "B", "C", "=\"Ä\"", ""),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("18.02.2024")),
                                Tuple.of(1, Arbitraries.of("31.02.2024", "2024-02-18", ""))),
                        Arbitraries.of("1", "2", "3", "4", "one", ""),
                        Arbitraries.of("1.250,50", "", "250.00", "n/a", "1,250.50", "€ 5"))
                .as(Cells::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static final List<String> NAMES = List.of("id", "day", "item", "amount");

    private static List<TransferRow> read(Dialect dialect, List<Cells> rows) throws IOException, MappingException {
        boolean isInOtherOrder = dialect.layout() == Layout.OTHER_ORDER;
        List<List<String>> table = new ArrayList<>();
        switch (dialect.layout()) {
            case NO_NAMES -> {}
            case TITLE_ABOVE_NAMES -> {
                table.add(List.of("Declarations of the quarter"));
                table.add(List.of("all of them", "", "", ""));
                table.add(NAMES);
            }
            default -> table.add(NAMES);
        }
        rows.forEach(row -> table.add(List.of(row.id(), row.day(), row.item(), row.amount())));
        Path file = Files.createTempFile("rows", ".csv");
        Path mapping = Files.createTempFile("rows", ".yaml");
        try {
            if (dialect.layout() == Layout.WORKBOOK) {
                List<List<Object>> cells = new ArrayList<>();
                table.forEach(row -> cells.add(List.copyOf(row)));
                new SheetFile().sheet("Rows", "visible", cells).write(file);
            } else {
                StringBuilder text = new StringBuilder();
                if (dialect.layout() == Layout.DELIMITER_ABOVE_NAMES) {
                    text.append("sep=").append(dialect.delimiter()).append(dialect.lineEnd());
                }
                for (List<String> row : table) {
                    text.append(line(dialect, isInOtherOrder ? reversed(row) : row));
                }
                byte[] bytes = text.toString().getBytes(Charset.forName(dialect.charset()));
                Files.write(file, dialect.layout() == Layout.COMPRESSED ? compressed(bytes) : bytes);
            }
            Files.writeString(mapping, mapping(dialect));
            try (TransferFile read = TransferFile.table(file, TableMapping.read(mapping))) {
                List<TransferRow> all = new ArrayList<>();
                read.forEachRemaining(all::add);
                return all;
            }
        } finally {
            Files.delete(file);
            Files.delete(mapping);
        }
    }

    private static String line(Dialect dialect, List<String> row) {
        String quote = dialect.quote();
        return row.stream()
                        .map(cell -> quote.isEmpty() ? cell : quote + cell.replace(quote, quote + quote) + quote)
                        .collect(Collectors.joining(dialect.delimiter()))
                + (dialect.layout() == Layout.TRAILING_DELIMITERS
                        ? dialect.delimiter().repeat(2)
                        : "")
                + dialect.lineEnd();
    }

    private static List<String> reversed(List<String> row) {
        List<String> reversed = new ArrayList<>(row);
        Collections.reverse(reversed);
        return reversed;
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static String mapping(Dialect dialect) {
        boolean hasNames = dialect.layout() != Layout.NO_NAMES;
        return """
                delimiter: "%s"
                quote: "%s"
                charset: %s
                %s
                fields:
                  transferId: %s
                  occurredAt: { column: %s, format: dd.MM.yyyy }
                  goodsItems[0].itemNumber: %s
                  goodsItems[0].value.amount: { column: %s, decimalComma: true }
                """.formatted(
                        dialect.delimiter().replace("\t", "tab"),
                        dialect.quote().isEmpty() ? "none" : dialect.quote().replace("\"", "\\\""),
                        dialect.charset(),
                        hasNames ? "" : "header: none",
                        hasNames ? "id" : "1",
                        hasNames ? "day" : "2",
                        dialect.grouped() ? (hasNames ? "item" : "3") : "{ constant: 1 }",
                        hasNames ? "amount" : "4");
    }
}
