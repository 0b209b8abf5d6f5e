package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, dates and texts of workbooks, and workbooks that cannot be read. */
class WorkbookTableTest {
    private static final List<Object> NAMES = List.of("Number", "Day", "Code", "Value");
    private static final String MAPPING = """
            fields:
              transferId: Number
              occurredAt: { column: Day, format: dd.MM.yyyy, zone: Asia/Seoul }
              goodsItems[0].commodityCode: Code
              goodsItems[0].value.amount: { column: Value, decimalComma: true }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeDatesAndNumbersAsTheSheetHoldsThem() throws Exception {
        Transfer transfer = only(List.of(
                20240001,
                LocalDate.of(2024, 2, 18),
                SheetFile.formatted("90121", 2),
                SheetFile.formatted("437.36000000000001", 0)));

        GoodsItem item = transfer.getGoodsItems().get(0);
        assertThat(transfer.getTransferId()).isEqualTo("20240001");
        assertThat(transfer.getOccurredAt()).isEqualTo(Instant.parse("2024-02-17T15:00:00Z"));
        assertThat(transfer.getOccurredOn()).isEqualTo(LocalDate.of(2024, 2, 18));
        assertThat(item.getCommodityCode()).isEqualTo("090121");
        assertThat(item.getValue().getAmount()).isEqualByComparingTo(new BigDecimal("437.36"));
    }

    @Test
    void shouldReadTextsThroughTheMappingAsInAnyTable() throws Exception {
        Transfer transfer = only(List.of("A1", "18.02.2024", "'0901.21", "1.250,50"));

        GoodsItem item = transfer.getGoodsItems().get(0);
        assertThat(transfer.getOccurredOn()).isEqualTo(LocalDate.of(2024, 2, 18));
        assertThat(item.getCommodityCode()).isEqualTo("0901.21");
        assertThat(item.getValue().getAmount()).isEqualByComparingTo("1250.50");
    }

    @Test
    void shouldTakeTheStoredResultOfAFormula() throws Exception {
        Transfer transfer = only(List.of(
                SheetFile.formula("\"A\"&amp;1", "A1"),
                LocalDate.of(2024, 2, 18),
                "870324",
                SheetFile.formula("SUM(D2:D9)", "12.5")));

        assertThat(transfer.getTransferId()).isEqualTo("A1");
        assertThat(transfer.getGoodsItems().get(0).getValue().getAmount()).isEqualByComparingTo("12.5");
    }

    @Test
    void shouldNotTakeAFormulaWithoutAResultForAnEmptyCell() throws Exception {
        Path file = new SheetFile()
                .sheet(
                        "Q1",
                        "visible",
                        List.of(
                                NAMES,
                                List.of("A1", LocalDate.of(2024, 2, 18), "870324", SheetFile.formula("D3*2", ""))))
                .write(folder.resolve("in.xlsx"));

        try (TransferFile rows = open(file, MAPPING)) {
            assertThat(((TransferRow.Good) rows.next()).notes().get(0).text())
                    .startsWith("goodsItems[0].value.amount is '=D3*2' in column 'Value' (D)");
        }
    }

    @Test
    void shouldSayInWhichCellAnUnreadableValueStands() throws Exception {
        Path file = new SheetFile()
                .sheet(
                        "Q1",
                        "visible",
                        List.of(List.of("Declarations"), NAMES, List.of("A1", "31.02.2024", "870324", "5")))
                .write(folder.resolve("cars.xlsx"));

        try (TransferFile rows = open(file, MAPPING)) {
            TransferRow.Bad bad = (TransferRow.Bad) rows.next();
            assertThat(rows.place(bad.line())).isEqualTo("cars.xlsx:Q1!3");
            assertThat(bad.defect().detail())
                    .isEqualTo("occurredAt is '31.02.2024' in column 'Day' (B), expected a time like dd.MM.yyyy");
            assertThat(new String(rows.preamble(), StandardCharsets.UTF_8)).isEqualTo("Number,Day,Code,Value\n");
            assertThat(new String(bad.raw(), StandardCharsets.UTF_8)).isEqualTo("A1,31.02.2024,870324,5");
        }
    }

    @Test
    void shouldReadTheFirstVisibleSheetThatHasTheColumnsOrTheOneThatTheMappingNames() throws Exception {
        List<Object> hidden = List.of("hidden", LocalDate.of(2024, 2, 18), "870324", 1);
        List<Object> shown = List.of("shown", LocalDate.of(2024, 2, 18), "870324", 1);
        Path file = new SheetFile()
                .sheet("Notes", "visible", List.of(List.of("Number", "of sheets")))
                .sheet("Old", "hidden", List.of(NAMES, hidden))
                .sheet("New", "visible", List.of(NAMES, shown))
                .write(folder.resolve("in.xlsx"));

        assertThat(good(file, MAPPING).get(0).getTransferId()).isEqualTo("shown");
        assertThat(good(file, "sheet: Old\n" + MAPPING).get(0).getTransferId()).isEqualTo("hidden");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(file, "sheet: Newest\n" + MAPPING))
                .withMessageContaining("no sheet 'Newest', it has [Notes, Old, New]");
    }

    @Test
    void shouldTakeATimeThatACellHoldsApartFromItsDate() throws Exception {
        Path file = new SheetFile()
                .sheet(
                        "Q1",
                        "visible",
                        List.of(
                                List.of("Number", "Day", "Time"),
                                List.of("A1", LocalDate.of(2024, 2, 18), SheetFile.formatted("0.5625", 4)),
                                List.of("A2", SheetFile.formatted("45340.5625", 3), "")))
                .write(folder.resolve("in.xlsx"));

        assertThat(good(file, """
                fields:
                  transferId: Number
                  occurredAt: { columns: [Day, Time], format: yyyy-MM-dd HH:mm:ss }
                  goodsItems[0].itemNumber: { constant: 1 }
                """).get(0).getOccurredAt()).isEqualTo(Instant.parse("2024-02-18T13:30:00Z"));
        assertThat(good(file, """
                fields:
                  transferId: Number
                  occurredAt: { column: Day, format: yyyy-MM-dd }
                  goodsItems[0].itemNumber: { constant: 1 }
                """).get(1).getOccurredAt()).isEqualTo(Instant.parse("2024-02-18T13:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            D0CF11E0A1B11AE1 | protected by a password, or a workbook of the old format .xls
            504B0304         | cut off or damaged
            """)
    void shouldRefuseWhatIsNoWorkbookThatItCanRead(String start, String message) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(start);
        Path file = Files.write(folder.resolve("in.xlsx"), Arrays.copyOf(bytes, 600));

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(file, MAPPING))
                .withMessageContaining(message);
    }

    @Test
    void shouldRefuseAWorkbookThatUnpacksToMuchMoreThanATableDoes() throws IOException {
        Path file = folder.resolve("in.xlsx");
        byte[] megabyte = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int each = 0; each < 20; each++) {
                zip.write(megabyte);
            }
        }

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(file, MAPPING))
                .withMessageContaining("unpacks to more than 16 MB");
    }

    private Transfer only(List<Object> cells) throws IOException, MappingException {
        return good(
                        new SheetFile()
                                .sheet("Q1", "visible", List.of(NAMES, cells))
                                .write(folder.resolve("in.xlsx")),
                        MAPPING)
                .get(0);
    }

    private List<Transfer> good(Path file, String mapping) throws IOException, MappingException {
        List<Transfer> transfers = new ArrayList<>();
        try (TransferFile rows = open(file, mapping)) {
            rows.forEachRemaining(row -> {
                if (row instanceof TransferRow.Good good) {
                    transfers.add(good.transfer());
                }
            });
        }
        return transfers;
    }

    private TransferFile open(Path file, String mapping) throws IOException, MappingException {
        return TransferFile.table(file, TableMapping.read(Files.writeString(folder.resolve("map.yaml"), mapping)));
    }
}
