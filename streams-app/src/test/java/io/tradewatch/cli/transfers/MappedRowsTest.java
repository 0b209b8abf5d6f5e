package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the cells of a row, by how they are written and what they are for. */
class MappedRowsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final String DAY = "  occurredAt: { column: day, format: dd.MM.yyyy }\n";
    private static final String ID = "fields:\n  transferId: id\n";
    private static final String ITEM = "  goodsItems[0].itemNumber: { constant: 1 }\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=\"A1\"",
                "'A1",
                "\u00A0A1\u00A0",
                "\u200BA1\u200B",
                "\uFEFFA1",
                " \tA1 ",
                "\"=\"\"A1\"\"\"",
                "A1"
            })
    void shouldTakeOffWhatProgramsPutAroundACell(String cell) throws Exception {
        List<TransferRow> rows = rows(ID + DAY + ITEM, "id,day\n" + cell + ",18.02.2024\n");

        assertThat(good(rows, 0).getTransferId()).isEqualTo("A1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1234.56        |                                    | 1234.56
            1.5E+03        |                                    | 1500
            90,000.00      |                                    |
            n/a            |                                    |
            90,000.00      | , thousands: ','                   | 90000.00
            9,00           | , thousands: ','                   |
            90 000         | , thousands: ' '                   | 90000
            1’234’567.5    | , thousands: "'"                   | 1234567.5
            3.200,50       | , decimalComma: true               | 3200.50
            250.00         | , decimalComma: true               |
            1234.56        | , decimalComma: true               |
            250,5          | , decimalComma: true               | 250.5
            12.5 €         | , signs: ['€', EUR]                | 12.5
            EUR 12.5       | , signs: ['€', EUR]                | 12.5
            −12.5          |                                    | -12.5
            437.3600000007 | , decimals: 2                      | 437.36
            1E+99          |                                    |
            """)
    void shouldReadANumberInItsFormOrLeaveItUnknownWithANote(String cell, String options, String number)
            throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM + "  goodsItems[0].value.amount: { column: worth" + (options == null ? "" : options)
                        + " }\n",
                "id,day,worth\nA,18.02.2024,\"" + cell + "\"\n");

        List<TransferRow.Note> notes = ((TransferRow.Good) rows.get(0)).notes();
        GoodsItem item = good(rows, 0).getGoodsItems().get(0);
        if (number == null) {
            assertThat(item.getValue() == null ? null : item.getValue().getAmount())
                    .isNull();
            assertThat(notes)
                    .singleElement()
                    .satisfies(note ->
                            assertThat(note.text()).contains("value.amount").contains("counts as unknown"));
        } else {
            assertThat(item.getValue().getAmount()).isEqualByComparingTo(new BigDecimal(number));
            assertThat(notes).isEmpty();
        }
    }

    @Test
    void shouldTakeAWordForNoneAsNothingSaid() throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM + "  goodsItems[0].quantity: { column: pieces, none: [n/a, '-'] }\n",
                "id,day,pieces\nA,18.02.2024,N/A\nB,18.02.2024,-\n");

        assertThat(rows).allSatisfy(row -> {
            assertThat(((TransferRow.Good) row).notes()).isEmpty();
            assertThat(((TransferRow.Good) row)
                            .transfer()
                            .getGoodsItems()
                            .get(0)
                            .getQuantity())
                    .isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, 31.02.2024,",
        "dd.MM.yyyy, 29.02.2024, 2024-02-29",
        "dd.MM.yyyy, 29.02.2023,",
        "dd.MM.yyyy, 18.2.2024,",
        "yyyyMMdd, 20240218, 2024-02-18",
        "d MMM yyyy, 18 Feb 2024, 2024-02-18",
        "dd.MM.yy, 18.02.97, 1997-02-18",
        "dd.MM.yy, 18.02.27, 2027-02-18",
        "dd.MM.yy, 18.02.28, 1928-02-18",
        "yyMMdd, 260218, 2026-02-18",
        "yyyy-MM-dd HH:mm, 2024-02-18 24:30,"
    })
    void shouldTakeADayForWhatItIsOrRejectTheRow(String format, String cell, LocalDate day) throws Exception {
        List<TransferRow> rows = rows(
                ID + ITEM + "  occurredAt: { column: day, format: '" + format + "', zone: Asia/Seoul }\n",
                "id,day\nA," + cell + "\n");

        if (day == null) {
            assertThat(rows.get(0)).isInstanceOf(TransferRow.Bad.class);
        } else {
            assertThat(good(rows, 0).getOccurredOn()).isEqualTo(day);
        }
    }

    @Test
    void shouldKeepTheDayOfATimeWithItsOffset() throws Exception {
        List<TransferRow> rows = rows(
                ID + ITEM + "  occurredAt: time\n", "id,time\nA,2024-02-18T00:30:00+09:00\nB,2024-02-18T00:30:00Z\n");

        assertThat(good(rows, 0).getOccurredOn()).isEqualTo("2024-02-18");
        assertThat(good(rows, 1).getOccurredOn()).isNull();
    }

    @Test
    void shouldTakeTheDayFromAColumnOfItsOwn() throws Exception {
        List<TransferRow> rows = rows(
                ID + ITEM + "  occurredAt: time\n  occurredOn: { column: day, format: dd.MM.yyyy }\n",
                "id,time,day\nA,2024-02-18T20:30:00Z,19.02.2024\nB,2024-02-18T20:30:00Z,39.02.2024\n");

        assertThat(good(rows, 0).getOccurredOn()).isEqualTo("2024-02-19");
        assertThat(rows.get(1)).isInstanceOf(TransferRow.Bad.class);
    }

    @Test
    void shouldKeepCountriesAndCodesAsWrittenWhateverTheyAre() throws Exception {
        List<TransferRow> rows =
                rows(ID + DAY + ITEM + """
                          countryOfDestination: { column: to, values: { Nordkorea: KP } }
                          goodsItems[0].commodityCode: hs
                        """, "id,day,to,hs\nA,18.02.2024,Atlantis,cars\nB,18.02.2024,Nordkorea,8703\n");

        assertThat(good(rows, 0).getCountryOfDestination()).isEqualTo("Atlantis");
        assertThat(good(rows, 0).getGoodsItems().get(0).getCommodityCode()).isEqualTo("cars");
        assertThat(((TransferRow.Good) rows.get(0)).notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).endsWith("it is kept as written"));
        assertThat(good(rows, 1).getCountryOfDestination()).isEqualTo("KP");
    }

    @Test
    void shouldScreenARowWhoseOptionalCellsCannotBeRead() throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM + """
                          natureOfTransaction: { column: terms, values: { S: SALE } }
                          contractDate: { column: contract, format: dd.MM.yyyy }
                          source.kind: kind
                          goodsItems[0].netMassKg: mass
                          goodsItems[0].identifiers[0].type: { constant: VIN }
                          goodsItems[0].identifiers[0].value: vin
                          itinerary[0].arrivedAt: { column: contract, format: dd.MM.yyyy }
                        """,
                "id,day,terms,contract,kind,mass,vin\nA,18.02.2024,X,31.02.2024,LETTER,heavy,\n");

        assertThat(((TransferRow.Good) rows.get(0)).notes())
                .extracting(note -> note.line() + " " + note.text().replaceAll(" .*", ""))
                .containsExactly(
                        "2 natureOfTransaction",
                        "2 contractDate",
                        "2 source.kind",
                        "2 goodsItems[0].netMassKg",
                        "2 itinerary[0].arrivedAt");
        assertThat(good(rows, 0).getContractDate()).isNull();
    }

    @Test
    void shouldComposeIdsAndTimesOfColumns() throws Exception {
        List<TransferRow> rows = rows("""
                fields:
                  transferId: { columns: [number, item], join: '-' }
                  occurredAt: { columns: [day, hour], format: 'dd.MM.yyyy HH:mm', zone: Europe/Berlin }
                  goodsItems[0].itemNumber: { constant: 1 }
                """, "number,item,day,hour\nA,1,18.02.2024,00:30\nA,,18.02.2024,00:30\n");

        assertThat(good(rows, 0).getTransferId()).isEqualTo("A-1");
        assertThat(good(rows, 0).getOccurredAt()).isEqualTo("2024-02-17T23:30:00Z");
        assertThat(good(rows, 0).getOccurredOn()).isEqualTo("2024-02-18");
        assertThat(((TransferRow.Bad) rows.get(1)).defect().detail()).contains("the column 'item' is empty");
    }

    @Test
    void shouldReadAColumnCalledNoWithoutQuotes() throws Exception {
        List<TransferRow> rows = rows(
                "fields:\n  transferId: no\n  countryOfDestination: { constant: NO }\n" + DAY + ITEM,
                "no,day\nA,18.02.2024\n");

        assertThat(good(rows, 0).getTransferId()).isEqualTo("A");
        assertThat(good(rows, 0).getCountryOfDestination()).isEqualTo("NO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-8", "UTF-16LE", "UTF-16", "Shift_JIS", "UTF-32BE"})
    void shouldReadTheCharsetThatTheMappingNames(String charset) throws Exception {
        String id = charset.equals("Shift_JIS") ? "東京" : "Ä1";

        List<TransferRow> rows = rows(
                "charset: " + charset + "\n" + ID + DAY + ITEM,
                ("id,day\n" + id + ",18.02.2024\n").getBytes(Charset.forName(charset)));

        assertThat(good(rows, 0).getTransferId()).isEqualTo(id);
    }

    @Test
    void shouldReadUtf16ByItsMark() throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM, "\uFEFFid,day\r\n\uD83D\uDE97,18.02.2024\r\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(good(rows, 0).getTransferId()).isEqualTo("\uD83D\uDE97");
    }

    @Test
    void shouldSayWhichByteIsNotInTheCharsetAndWhichSettingReadsIt() throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM, "id,day\nA\u00C41,18.02.2024\nB,18.02.2024\n".getBytes(StandardCharsets.ISO_8859_1));

        TransferRow.Bad bad = (TransferRow.Bad) rows.get(0);
        assertThat(bad.line()).isEqualTo(2);
        assertThat(bad.defect().reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(bad.defect().detail()).contains("byte 2 is 0xC4").contains("charset: windows-1252");
        assertThat(good(rows, 1).getTransferId()).isEqualTo("B");
    }

    @Test
    void shouldNotMindColumnsThatNoFieldUses() throws Exception {
        List<TransferRow> rows = rows(ID + DAY + ITEM, "id,day,Note,Note,,\nA,18.02.2024,x,y,,\n");

        assertThat(good(rows, 0).getTransferId()).isEqualTo("A");
    }

    @Test
    void shouldTakeTheFirstColumnThatSaysSomething() throws Exception {
        List<TransferRow> rows = rows(
                "fields:\n  transferId: { firstOf: [mrn, lrn], none: [n/a] }\n" + DAY + ITEM,
                "mrn,lrn,day\nM,L,18.02.2024\n,L,18.02.2024\nN/A,L2,18.02.2024\n");

        assertThat(rows)
                .extracting(row -> ((TransferRow.Good) row).transfer().getTransferId())
                .containsExactly("M", "L", "L2");
    }

    @Test
    void shouldReadADayThatOneOfSeveralFormatsReadsAndRefuseOneThatTheyReadDifferently() throws Exception {
        List<TransferRow> rows = rows(
                ID + "  occurredAt: { column: day, format: [dd/MM/yyyy, MM/dd/yyyy, yyyy-MM-dd] }\n" + ITEM,
                "id,day\nA,18/02/2024\nB,02/18/2024\nC,2024-02-18\nD,03/03/2024\nE,03/02/2024\nF,1.1.24\n");

        assertThat(rows.subList(0, 4)).allMatch(TransferRow.Good.class::isInstance);
        assertThat(((TransferRow.Bad) rows.get(4)).defect().detail())
                .isEqualTo("occurredAt is '03/02/2024' in column 'day', expected a time that the formats read in one"
                        + " way; they read 2024-02-03T00:00Z, 2024-03-02T00:00Z");
        assertThat(((TransferRow.Bad) rows.get(5)).defect().detail())
                .endsWith("expected a time like dd/MM/yyyy or MM/dd/yyyy or yyyy-MM-dd");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            yyyy   | first | 2022    | 2022-01-01
            yyyy   | last  | 2022    | 2022-12-31
            yyyyMM | first | 202402  | 2024-02-01
            yyyyMM | last  | 202402  | 2024-02-29
            MM/yy  | last  | 02/23   | 2023-02-28
            """, delimiter = '|')
    void shouldTakeTheDayThatTheMappingNamesForAMonthOrAYear(String format, String which, String text, String day)
            throws Exception {
        List<TransferRow> rows = rows(
                ID + "  occurredAt: { column: t, format: " + format + ", day: " + which + " }\n" + ITEM,
                "id,t\nA," + text + "\nB,2022-13\n");

        assertThat(good(rows, 0).getOccurredAt()).isEqualTo(Instant.parse(day + "T00:00:00Z"));
        assertThat(((TransferRow.Bad) rows.get(1)).defect().detail()).endsWith("expected a time like " + format);
    }

    @Test
    void shouldMultiplyNumbersThatAreInThousands() throws Exception {
        List<TransferRow> rows = rows(
                ID + DAY + ITEM + "  goodsItems[0].netMassKg: { column: tonnes, times: 1000 }\n",
                "id,day,tonnes\nA,18.02.2024,0.137\nB,18.02.2024,1e2\n");

        assertThat(good(rows, 0).getGoodsItems().get(0).getNetMassKg()).isEqualByComparingTo("137");
        assertThat(good(rows, 1).getGoodsItems().get(0).getNetMassKg()).isEqualByComparingTo("100000");
    }

    @Test
    void shouldReadNamesOfColumnsWithLineBreaks() throws Exception {
        List<TransferRow> rows = rows(ID + DAY + ITEM, "id,\"remarks\nof the office\",day\nA,none,18.02.2024\n");

        assertThat(rows.get(0).line()).isEqualTo(3);
        assertThat(good(rows, 0).getTransferId()).isEqualTo("A");
    }

    private static Transfer good(List<TransferRow> rows, int index) {
        return ((TransferRow.Good) rows.get(index)).transfer();
    }

    private List<TransferRow> rows(String mapping, String csv) throws IOException, MappingException {
        return rows(mapping, csv.getBytes(StandardCharsets.UTF_8));
    }

    private List<TransferRow> rows(String mapping, byte[] csv) throws IOException, MappingException {
        Path file = Files.write(folder.resolve("in.csv"), csv);
        Path written = Files.writeString(folder.resolve("map.yaml"), mapping);
        try (TransferFile rows = TransferFile.table(file, TableMapping.read(written, TODAY))) {
            List<TransferRow> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }
}
