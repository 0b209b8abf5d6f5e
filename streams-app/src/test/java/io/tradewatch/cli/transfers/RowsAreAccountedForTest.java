package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** However a file is written: each of its rows is a part of a transfer or a bad row, and what was not read is told. */
class RowsAreAccountedForTest {
    /** How a file is written. */
    record Dialect(String charset, String delimiter, String lineEnd, boolean quoted, boolean grouped) {}

    /** A row by its cells. */
    record Cells(String id, String day, String item, String amount) {
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
                    Cells cells = rows.get((int) source.line() - 2);
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
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(2, rows.size() + 2L).boxed().toList());
    }

    @Property(tries = 100)
    void shouldReadTheSameTransfersInWhicheverDialect(
            @ForAll("dialects") Dialect one, @ForAll("dialects") Dialect other, @ForAll("rows") List<Cells> rows)
            throws IOException, MappingException {
        Dialect likeOne =
                new Dialect(other.charset(), other.delimiter(), other.lineEnd(), other.quoted(), one.grouped());

        assertThat(transfers(read(likeOne, rows))).isEqualTo(transfers(read(one, rows)));
    }

    private static List<String> transfers(List<TransferRow> rows) {
        return rows.stream()
                .map(row -> row instanceof TransferRow.Good good
                        ? good.transfer() + " " + good.notes()
                        : row.line() + " " + ((TransferRow.Bad) row).defect())
                .toList();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Combinators.combine(
                        Arbitraries.of("UTF-8", "UTF-16", "UTF-16LE", "windows-1252", "UTF-32"),
                        Arbitraries.of(";", "\t", "|"),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
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

    private static List<TransferRow> read(Dialect dialect, List<Cells> rows) throws IOException, MappingException {
        String mark = dialect.quoted() ? "\"" : "";
        StringBuilder text = new StringBuilder(String.join(dialect.delimiter(), "id", "day", "item", "amount"));
        for (Cells row : rows) {
            String id = dialect.quoted() ? row.id().replace("\"", "\"\"") : row.id();
            text.append(dialect.lineEnd())
                    .append(mark)
                    .append(String.join(mark + dialect.delimiter() + mark, id, row.day(), row.item(), row.amount()))
                    .append(mark);
        }
        Path file = Files.createTempFile("rows", ".csv");
        Path mapping = Files.createTempFile("rows", ".yaml");
        try {
            Files.write(file, text.toString().getBytes(Charset.forName(dialect.charset())));
            Files.writeString(mapping, """
                    delimiter: "%s"
                    charset: %s
                    fields:
                      transferId: id
                      occurredAt: { column: day, format: dd.MM.yyyy }
                      goodsItems[0].itemNumber: %s
                      goodsItems[0].value.amount: { column: amount, decimalComma: true }
                    """.formatted(
                            dialect.delimiter().replace("\t", "\\t"),
                            dialect.charset(),
                            dialect.grouped() ? "item" : "{ constant: 1 }"));
            try (TransferFile read = TransferFile.csv(file, CsvMapping.read(mapping))) {
                List<TransferRow> all = new ArrayList<>();
                read.forEachRemaining(all::add);
                return all;
            }
        } finally {
            Files.delete(file);
            Files.delete(mapping);
        }
    }
}
