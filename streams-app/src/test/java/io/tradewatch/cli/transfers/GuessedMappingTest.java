package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.transfers.guess.Known;
import io.tradewatch.cli.transfers.guess.MappingGuess;
import io.tradewatch.mapping.MappingException;
import io.tradewatch.ruleset.files.ShippedLaw;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A mapping that was guessed reads the table that was written, or says what has to be checked. All rows are invented. */
class GuessedMappingTest {
    private static final Known KNOWN = new Known(ShippedLaw.catalogue().tables(), LocalDate.of(2026, 11, 28));

    /** How a table is written. */
    record Dialect(
            String delimiter,
            String quote,
            String charset,
            String lineEnd,
            String days,
            Numbers numbers,
            Names names,
            boolean hasTitle,
            int order) {}

    /** The names of the columns: id, day, from, to, code, amount, currency. */
    enum Names {
        ENGLISH(
                "Declaration No",
                "Export date",
                "Country of dispatch",
                "Ship to",
                "HS code",
                "Invoice value",
                "Currency"),
        GERMAN("Belegnummer", "Versanddatum", "Versendungsland", "Bestimmungsland", "Warennummer", "Betrag", "Währung"),
        FRENCH(
                "Référence",
                "Date d'expédition",
                "Pays de provenance",
                "Pays de destination",
                "Nomenclature",
                "Montant",
                "Devise"),
        SPANISH(
                "Número",
                "Fecha",
                "País de procedencia",
                "País de destino",
                "Partida arancelaria",
                "Importe",
                "Moneda");

        private final List<String> columns;

        Names(String... columns) {
            this.columns = List.of(columns);
        }
    }

    /** How amounts are written. */
    enum Numbers {
        PLAIN("", '.'),
        COMMA("", ','),
        DOTS_AND_COMMA(".", ','),
        COMMAS(",", '.'),
        BLANKS_AND_COMMA("\u00A0", ','),
        APOSTROPHES("'", '.');

        private final String between;
        private final char mark;

        Numbers(String between, char mark) {
            this.between = between;
            this.mark = mark;
        }

        private String written(BigDecimal amount) {
            String plain = String.format(Locale.ROOT, "%,.2f", amount);
            return plain.replace(".", "|").replace(",", between).replace('|', mark);
        }
    }

    record Row(String id, LocalDate day, String from, String to, String code, BigDecimal amount) {}

    @Property(tries = 200)
    void shouldReadWhatWasWrittenOrSayWhatToCheck(@ForAll("dialects") Dialect dialect, @ForAll("rows") List<Row> rows)
            throws IOException, MappingException {
        Path file = Files.createTempFile("table", ".csv");
        Path mapping = Files.createTempFile("table", ".yaml");
        try {
            Files.write(file, text(dialect, rows).getBytes(Charset.forName(dialect.charset())));
            SampledFile sampled = SampledFile.of(file, null);
            MappingGuess guess = MappingGuess.of(sampled.table(), KNOWN);
            Files.writeString(mapping, sampled.settings() + guess.yaml());

            List<Transfer> read = new ArrayList<>();
            try (TransferFile transfers = TransferFile.table(file, TableMapping.read(mapping))) {
                transfers.forEachRemaining(row -> read.add(((TransferRow.Good) row).transfer()));
            }

            boolean areDaysDoubtful = guess.doubts().stream().anyMatch(doubt -> doubt.startsWith("occurredAt"));
            boolean areAmountsDoubtful = guess.doubts().stream().anyMatch(doubt -> doubt.contains("amount"));
            assertThat(read).hasSameSizeAs(rows);
            for (int each = 0; each < rows.size(); each++) {
                Row row = rows.get(each);
                Transfer transfer = read.get(each);
                assertThat(transfer.getTransferId()).isEqualTo(row.id());
                assertThat(transfer.getCountryOfDispatch()).isEqualTo(row.from());
                assertThat(transfer.getCountryOfDestination()).isEqualTo(row.to());
                assertThat(transfer.getGoodsItems().get(0).getCommodityCode()).isEqualTo(row.code());
                if (!areDaysDoubtful) {
                    assertThat(transfer.getOccurredAt().atZone(ZoneOffset.UTC).toLocalDate())
                            .isEqualTo(row.day());
                }
                if (!areAmountsDoubtful) {
                    assertThat(transfer.getGoodsItems().get(0).getValue().getAmount())
                            .isEqualByComparingTo(row.amount());
                    assertThat(transfer.getGoodsItems().get(0).getValue().getCurrency())
                            .isEqualTo("EUR");
                }
            }
        } finally {
            Files.delete(file);
            Files.delete(mapping);
        }
    }

    @Test
    void shouldTakeRowsOfOneIdForOneDeclarationUnlessTheyAreOnSeveralDays() throws Exception {
        String names = "Number;Date;Country of origin;Destination;HS code\n";
        assertThat(mappingOf(names + "A;2026-01-05;DE;JP;870324\nA;2026-01-05;DE;JP;220421\n"))
                .contains("groupBy: Number\n");
        assertThat(mappingOf(names + "A;2026-01-05;DE;JP;870324\nA;2026-01-06;DE;JP;220421\n"))
                .doesNotContain("groupBy:")
                .contains("# CHECK: no declaration has several days, and rows with one Number do");
    }

    @Test
    void shouldSayWhatATransferNeedsAndNoColumnHas() throws Exception {
        assertThat(mappingOf("Clerk;Weight;Value\nx;5;7.5\nx;6;8.5\n"))
                .contains(
                        "# CHECK: no column names the declaration",
                        "# CHECK: no column holds the day of the movement",
                        "# CHECK: no column holds commodity codes",
                        "# CHECK: no column holds the currency of the amounts",
                        "  # CHECK: taken for kilograms",
                        "#   Clerk: such as x");
    }

    private static String mappingOf(String csv) throws IOException, MappingException {
        Path file = Files.createTempFile("table", ".csv");
        try {
            Files.writeString(file, csv, StandardCharsets.UTF_8);
            SampledFile sampled = SampledFile.of(file, null);
            return sampled.settings() + MappingGuess.of(sampled.table(), KNOWN).yaml();
        } finally {
            Files.delete(file);
        }
    }

    private static String text(Dialect dialect, List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(dialect.names().columns);
        DateTimeFormatter days = DateTimeFormatter.ofPattern(dialect.days(), Locale.ENGLISH);
        for (Row row : rows) {
            table.add(List.of(
                    row.id(),
                    row.day().format(days),
                    row.from(),
                    row.to(),
                    row.code(),
                    dialect.numbers().written(row.amount()),
                    "EUR"));
        }
        StringBuilder text = new StringBuilder();
        if (dialect.hasTitle()) {
            text.append("All of them").append(dialect.lineEnd()).append(dialect.lineEnd());
        }
        for (List<String> row : table) {
            List<String> cells = new ArrayList<>(row);
            Collections.shuffle(cells, new Random(dialect.order()));
            text.append(cells.stream()
                            .map(cell -> quoted(cell, dialect))
                            .collect(Collectors.joining(dialect.delimiter())))
                    .append(dialect.lineEnd());
        }
        return text.toString();
    }

    private static String quoted(String cell, Dialect dialect) {
        String quote = dialect.quote();
        return quote.isEmpty()
                ? (cell.contains(dialect.delimiter()) || cell.contains("\"") ? "\"" + cell + "\"" : cell)
                : quote + cell.replace(quote, quote + quote) + quote;
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Combinators.combine(
                        Arbitraries.of(",", ";", "\t", "|"),
                        Arbitraries.of("\"", "'", ""),
                        Arbitraries.of("UTF-8", "UTF-16", "UTF-16LE", "windows-1252"),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of(
                                "yyyy-MM-dd",
                                "dd.MM.yyyy",
                                "dd/MM/yyyy",
                                "MM/dd/yyyy",
                                "yyyyMMdd",
                                "d MMM yyyy",
                                "dd.MM.yy"),
                        Arbitraries.of(Numbers.values()),
                        Arbitraries.of(Names.values()),
                        Arbitraries.integers().between(0, 99))
                .as((delimiter, quote, charset, lineEnd, days, numbers, names, order) ->
                        new Dialect(delimiter, quote, charset, lineEnd, days, numbers, names, order % 2 == 0, order));
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.integers().between(1, 999),
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.of("Germany", "DE", "France", "Korea, Republic of", "JP"),
                        Arbitraries.of("Japan", "KP", "North Korea", "Côte d'Ivoire", "BR"),
                        Arbitraries.of("870324", "22042100", "8471.30", "9018190000"),
                        Arbitraries.integers().between(1, 99_999_999))
                .as((id, day, from, to, code, cents) -> new Row(
                        "EX-" + id,
                        LocalDate.of(2024, 1, 1).plusDays(day),
                        from,
                        to,
                        code,
                        BigDecimal.valueOf(cents, 2)));
        return row.list().uniqueElements(Row::id).ofMinSize(3).ofMaxSize(12);
    }
}
