package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewatch.avro.NatureOfTransaction;
import io.tradewatch.avro.Transfer;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableMappingTest {
    private static final Path MAPPINGS = Path.of("..", "config", "mappings");
    private static final String ID_AND_DAY =
            "fields:\n  transferId: id\n  occurredAt: { column: day, format: yyyy-MM-dd }\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheExampleThatIsShipped() throws Exception {
        List<TransferRow> rows =
                rows(MAPPINGS.resolve("example.csv"), TableMapping.read(MAPPINGS.resolve("example.yaml")));

        assertThat(rows).hasSize(3).allMatch(TransferRow.Good.class::isInstance);
        assertThat(rows).extracting(TransferRow::line).containsExactly(2L, 3L, 4L);
        Transfer first = ((TransferRow.Good) rows.get(0)).transfer();
        assertThat(first.getTransferId()).isEqualTo("example-A-1");
        assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2024-02-18T00:00:00Z"));
        assertThat(first.getNatureOfTransaction()).isEqualTo(NatureOfTransaction.SALE);
        assertThat(first.getItinerary().get(0).getLocation()).isEqualTo("SGSIN");
        assertThat(first.getGoodsItems().get(0).getDescription()).isEqualTo("roasted coffee, \"arabica\"");
        assertThat(first.getGoodsItems().get(0).getValue().getAmount()).isEqualByComparingTo("3200.50");
        Transfer last = ((TransferRow.Good) rows.get(2)).transfer();
        assertThat(last.getGoodsItems().get(0).getDescription()).isEqualTo("wine\nin bottles");
        assertThat(last.getItinerary()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"baci,3", "bill-of-lading,3"})
    void shouldReadTheFurtherExamplesThatAreShipped(String name, int transfers) throws Exception {
        List<TransferRow> rows =
                rows(MAPPINGS.resolve(name + ".csv"), TableMapping.read(MAPPINGS.resolve(name + ".yaml")));

        assertThat(rows).hasSize(transfers).allMatch(TransferRow.Good.class::isInstance);
        assertThat(rows).allMatch(row -> ((TransferRow.Good) row).notes().isEmpty());
    }

    @Test
    void shouldReadARowOfStatisticsAsOneTransferOfItsPeriod() throws Exception {
        List<TransferRow> rows = rows(MAPPINGS.resolve("baci.csv"), TableMapping.read(MAPPINGS.resolve("baci.yaml")));

        assertThat(((TransferRow.Good) rows.get(1)).transfer().getCountryOfDispatch())
                .isEqualTo("US");
        Transfer cars = ((TransferRow.Good) rows.get(0)).transfer();
        assertThat(cars.getCountryOfDestination()).isEqualTo("408");
        assertThat(cars.getTransferId()).isEqualTo("BACI-2023-156-408-870323");
        assertThat(cars.getOccurredAt()).isEqualTo(Instant.parse("2023-12-31T00:00:00Z"));
        assertThat(cars.getGoodsItems().get(0).getValue().getAmount()).isEqualByComparingTo("41250");
    }

    @Test
    void shouldRoundOffWhatBinaryFractionsLeaveBehind() throws Exception {
        Path mapping = write(
                "m.yaml",
                ID_AND_DAY + "  goodsItems[0].itemNumber: { constant: 1 }\n"
                        + "  goodsItems[0].netMassKg: { column: mass, decimals: 2 }\n");

        List<TransferRow> rows =
                rows(write("f.csv", "id,day,mass\nA,2024-01-01,437.36000000000007\n"), TableMapping.read(mapping));

        assertThat(((TransferRow.Good) rows.get(0))
                        .transfer()
                        .getGoodsItems()
                        .get(0)
                        .getNetMassKg())
                .isEqualByComparingTo("437.36");
    }

    @Test
    void shouldTakeTheFirstMomentOfADayInItsZone() throws Exception {
        Path mapping = write("m.yaml", """
                fields:
                  transferId: id
                  occurredAt: { column: day, format: yyyy-MM-dd, zone: Asia/Seoul }
                  goodsItems[0].itemNumber: { constant: 1 }
                """);

        List<TransferRow> rows = rows(write("f.csv", "id,day\nA,2024-01-01\n"), TableMapping.read(mapping));

        Transfer transfer = ((TransferRow.Good) rows.get(0)).transfer();
        assertThat(transfer.getOccurredAt()).isEqualTo(Instant.parse("2023-12-31T15:00:00Z"));
        assertThat(transfer.getOccurredOn()).isEqualTo("2024-01-01");
    }

    @Test
    void shouldLoseOnlyTheRowsThatAreWrong() throws Exception {
        Path mapping = write(
                "m.yaml",
                ID_AND_DAY + "  goodsItems[0].itemNumber: number\n"
                        + "  status: { column: terms, values: { S: DECLARED } }\n");
        Path file = write("f.csv", """
                id,day,number,terms
                A,2024-01-01,1,S
                B,01.01.2024,1,S
                C,2024-01-01,one,S
                D,2024-01-01,1,X
                E,2024-01-01,1
                "F,2024-01-01,1,S
                G,2024-01-01,1,S
                12" pipe,2024-01-01,1,S
                """);

        List<TransferRow> rows = rows(file, TableMapping.read(mapping));

        assertThat(rows.stream()
                        .filter(TransferRow.Good.class::isInstance)
                        .map(row -> ((TransferRow.Good) row).screenable().transferId()))
                .containsExactly("A", "G", "12\" pipe");
        assertThat(rows.stream()
                        .filter(TransferRow.Bad.class::isInstance)
                        .map(row -> row.line() + " "
                                + ((TransferRow.Bad) row).defect().detail()))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("3 occurredAt is '01.01.2024' in column 'day'"),
                        one -> assertThat(one).startsWith("4 goodsItems[0].itemNumber is 'one'"),
                        one -> assertThat(one)
                                .startsWith("5 status is 'X' in column 'terms'")
                                .endsWith("expected one of [S]"),
                        one -> assertThat(one).startsWith("6 the row has 3 cells, expected 4"),
                        one -> assertThat(one).startsWith("7 quotes do not close where a cell ends"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transferid: id                                  | did you mean 'transferId'?
            consignor: id                                   | name one of them
            goodsItems.itemNumber: id                       | write goodsItems[0]
            transferId[0]: id                               | is no list
            transferId.x: id                                | goes further than the transfer does
            transferId: { column: id, constant: x }         | has several of column, columns, firstOf and constant
            transferId: { prefix: x }                       | none of column, columns, firstOf and constant
            occurredAt: { column: id, format: bbb }         | cannot be read
            occurredAt: { column: id, zone: UTC }           | expected both or neither
            revision: { column: id, decimals: 10 }          | expected 0 to 9
            transferId: { colum: id }                       | colum
            transferId:                                     | has no rule
            transferId: { columns: [id, day], column: id }  | expected one of them
            transferId: { firstOf: [id, day], join: '-' }   | has join and no columns
            transferId: { column: id, join: '-' }           | has join and no columns
            occurredAt: { column: id, format: yyyy-mm-dd }  | gives no date
            occurredAt: { constant: yesterday }             | has a constant that cannot be read
            revision: { column: id, thousands: x }          | expected ',', '.', ' ' or an apostrophe
            revision: { column: id, decimalComma: ja }      | expected true or false
            transferId: { column: id, keepOthers: true }    | has keepOthers, expected it with values
            transferId: { column: id, values: { a: b }, otherwise: c, keepOthers: true } | without otherwise
            transferId: { column: id, values: {} }          | has values that says nothing
            occurredAt: { column: id, format: yyyy }        | or 'day: first' or 'day: last'
            occurredAt: { column: id, day: first }          | has a day and no format
            occurredAt: { column: id, format: yyyy, day: mid } | has day mid, expected first or last
            occurredAt: { column: id, format: yyyy-MM-dd, day: first } | expected one of a month or a year
            occurredAt: { column: id, format: MM, day: first } | expected one of a month or a year
            revision: { column: id, times: 0 }              | has times 0, expected a number above 0
            revision: { column: id, times: many }           | has times many
            """)
    void shouldRefuseAMappingThatCannotBeMeant(String field, String message) throws IOException {
        Path mapping = write("m.yaml", "fields:\n  " + field + "\n");

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> TableMapping.read(mapping))
                .withMessageContaining("m.yaml")
                .withMessageContaining(message);
    }

    @Test
    void shouldNameTheColumnsThatAFileHasWhenOneIsMissing() throws Exception {
        TableMapping mapping = TableMapping.read(write("m.yaml", ID_AND_DAY));

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> rows(write("f.csv", "id,date\n"), mapping))
                .withMessageContaining("column 'day'")
                .withMessageContaining("[date, id]");
    }

    private static List<TransferRow> rows(Path file, TableMapping mapping) throws IOException, MappingException {
        try (TransferFile rows = TransferFile.table(file, mapping)) {
            List<TransferRow> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
