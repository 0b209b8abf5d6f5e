package io.tradewatch.ruleset.imports;

import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_1;
import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_2;
import static io.tradewatch.ruleset.imports.ImportWorkshop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.ruleset.imports.ImportWorkshop.Row;
import io.tradewatch.ruleset.imports.RowProblem.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that cannot be read, and folders that somebody else changed. */
final class DamagedDataTest {
    private static final TariffFormat UK = TariffFormat.UK_TARIFF;

    @TempDir
    private Path folder;

    private ImportWorkshop workshop;

    @BeforeEach
    void open() {
        workshop = new ImportWorkshop(folder);
    }

    private static String text(Row... rows) {
        return ImportWorkshop.csv(UK, List.of(rows));
    }

    private void assertRefused(String text, String... messageParts) {
        assertThatThrownBy(() -> workshop.write(DAY_1, UK, text))
                .isInstanceOf(MeasureImportException.class)
                .message()
                .contains(messageParts);
        assertThat(workshop.folder()).doesNotExist();
    }

    @Test
    void shouldRefuseHalfAFile() {
        String whole = text(row("2701000000"), row("2702000000"));

        assertRefused(whole.substring(0, whole.length() - 30), "data.csv:3: the file ends within a row");
        assertRefused(whole + "\"2703000000", "the file ends within a row, or a quote does not close");
        assertRefused(whole + "2703000000,", "data.csv:4: the file ends within a row");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertRefused("", "data.csv is empty");
        assertRefused(text(), "data.csv has no row of a known measure type, in 0 rows");
        assertRefused(text(row("2701000000").with(TariffField.TYPE, "103")), "in 1 rows");
    }

    @Test
    void shouldRefuseAnExcelFile() {
        assertRefused("PK\u0003\u0004 and so on", "data.csv is an Excel or ZIP file");
    }

    @Test
    void shouldNameMissingColumnsAndTheNearest() {
        assertRefused(
                text(row("2701000000")).replace("measure__type__id", "measure_type_id"),
                "has no column measure__type__id (nearest: measure_type_id); its first line is commodity__code,");
        assertRefused(
                ImportWorkshop.csv(TariffFormat.TARIC, List.of(row("2701000000"))),
                "has no column",
                "its first line is Goods code,Meas. type code");
    }

    @Test
    void shouldRefuseAColumnThatIsThereTwice() {
        String taric = ImportWorkshop.csv(TariffFormat.TARIC, List.of(row("2701000000")))
                .replace("Goods code", "Goods code,Goods  CODE")
                .replace("\"2701000000\"", "\"2701000000\",\"2702000000\"");

        assertThatThrownBy(() -> workshop.write(DAY_1, TariffFormat.TARIC, taric))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("data.csv has more than one column Goods code: columns 1 and 2");
        assertRefused(
                text(row("2701000000")).replace("measure__regulation__url", "measure__regulation__id"),
                "has more than one column measure__regulation__id: columns ",
                " and ");
    }

    @Test
    void shouldIgnoreFurtherColumnsThatAreThereTwice() throws IOException {
        String[] lines = text(row("2701000000")).split("\n", -1);

        workshop.write(DAY_1, UK, lines[0] + ",,,note,note\n" + lines[1] + ",,,a,b\n");

        assertThat(workshop.law()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 30_000, 100_000})
    void shouldSayThatBinaryIsNoText(int size) {
        byte[] random = new byte[size];
        new Random(size).nextBytes(random);
        random[0] = 0;

        for (byte[] bytes : List.of(new byte[size], random)) {
            assertThatThrownBy(() -> workshop.write(DAY_1, UK, bytes))
                    .isInstanceOf(MeasureImportException.class)
                    .hasMessageEndingWith("data.csv is no text");
        }
        assertThat(workshop.folder()).doesNotExist();
    }

    @Test
    void shouldCutLongTextInMessages() {
        assertThatThrownBy(() -> workshop.write(DAY_1, UK, "x".repeat(30_000) + "\n1\n"))
                .isInstanceOf(MeasureImportException.class)
                .message()
                .endsWith("its first line is " + "x".repeat(200) + "...");
    }

    @Test
    void shouldCutLongCellsInMessages() throws IOException {
        String cell = "x".repeat(4_000);
        ImportPlan plan = workshop.write(
                DAY_1,
                row("2701000000"),
                row(cell),
                row("2701000000").with(TariffField.AREA, cell),
                row("2701000000").with(TariffField.START, cell),
                row("2701000000").with(TariffField.TYPE, cell));

        assertThat(workshop.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.message())
                        .contains("x".repeat(200) + "...'")
                        .hasSizeLessThan(300));
        assertThat(plan.rows().otherTypes()).containsOnlyKeys("x".repeat(200) + "...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"format\":\"uk-tariff\"}",
                "{\"format\":\"uk-tariff\",\"asOf\":7}",
                "{\"format\":\"uk-tariff\",\"asOf\":{\"IMPORT\":\"yesterday\"}}",
                "{\"format\":\"uk-tariff\",\"asOf\":{\"IMPORT\":7}}",
            })
    void shouldNameABrokenFileOfTheLastImport(String broken) throws IOException {
        workshop.write(DAY_1, row("2701000000"));
        Files.writeString(workshop.folder().resolve("last-import.json"), broken);

        assertBrokenLastImport();
    }

    @Test
    void shouldNameABinaryFileOfTheLastImport() throws IOException {
        workshop.write(DAY_1, row("2701000000"));
        Files.write(workshop.folder().resolve("last-import.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertBrokenLastImport();
    }

    private void assertBrokenLastImport() throws IOException {
        assertThatThrownBy(() -> workshop.write(DAY_2, row("2701000000")))
                .isInstanceOfSatisfying(
                        MeasureImportException.class,
                        refused -> assertThat(refused.fix())
                                .startsWith("Restore the file from version control.")
                                .contains("delete it"))
                .message()
                .contains("last-import.json cannot be read: ")
                .doesNotContain("Source")
                .hasLineCount(1);
        Files.delete(workshop.folder().resolve("last-import.json"));
        workshop.write(DAY_2, row("2701000000"));
        assertThat(workshop.files()).containsKey("last-import.json");
    }

    @Test
    void shouldRefuseAFileForAFolder() throws IOException {
        Files.writeString(workshop.folder(), "a file");
        byte[] data = text(row("2701000000")).getBytes(StandardCharsets.UTF_8);

        for (boolean isForWriting : List.of(true, false)) {
            assertThatThrownBy(() -> workshop.open(DAY_1, UK, data, isForWriting))
                    .isInstanceOfSatisfying(
                            MeasureImportException.class,
                            refused -> assertThat(refused.fix()).contains("--output"))
                    .hasMessageEndingWith("import is a file; the measures need a folder");
        }
        ImportWorkshop beneath = new ImportWorkshop(folder, "import/uk");
        assertThatThrownBy(() -> beneath.open(DAY_1, UK, data, true))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("import is a file; the measures need a folder");
    }

    @Test
    void shouldLeaveNoFolderBehindWhenItIsRefused() throws IOException {
        ImportWorkshop deep = new ImportWorkshop(folder, "a/b/c");

        assertThatThrownBy(() -> deep.write(DAY_1, UK, "no header\n")).isInstanceOf(MeasureImportException.class);
        assertThat(folder.resolve("a")).doesNotExist();

        deep.write(DAY_1, row("2701000000"));
        assertThat(deep.files()).containsKeys("INV1.yaml", ".import.lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void shouldRecogniseUnicode(String charset) throws IOException {
        byte[] bytes =
                text(row("2701000000").with(TariffField.REGULATION, "Réf")).getBytes(Charset.forName(charset));

        ImportPlan plan = workshop.write(DAY_1, UK, bytes);

        assertThat(plan.charset().name()).startsWith(charset.equals("UTF-8") ? "UTF-8" : "UTF-16");
        assertThat(workshop.measures().get(0).instrument()).isEqualTo("Réf (UK tariff)");
    }

    @Test
    void shouldSkipAByteOrderMark() throws IOException {
        workshop.write(DAY_1, UK, "\uFEFF" + text(row("2701000000")));

        assertThat(workshop.measures()).hasSize(1);
    }

    @Test
    void shouldAskForTheCharsetOfOtherText() throws IOException {
        byte[] bytes =
                text(row("2701000000").with(TariffField.REGULATION, "Réf")).getBytes(Charset.forName("windows-1252"));

        assertThatThrownBy(() -> workshop.write(DAY_1, UK, bytes))
                .isInstanceOfSatisfying(
                        MeasureImportException.class,
                        refused -> assertThat(refused.fix()).contains("--charset windows-1252"))
                .hasMessageContaining("the text is not UTF-8");

        workshop.charset(Charset.forName("windows-1252")).write(DAY_1, UK, bytes);
        assertThat(workshop.measures().get(0).instrument()).isEqualTo("Réf (UK tariff)");
    }

    @ParameterizedTest
    @CsvSource({
        "GOODS, 27.01, UNREADABLE_CODE",
        "GOODS, '', UNREADABLE_CODE",
        "GOODS, 2701999900, UNKNOWN_CODE",
        "START, 44672, WRONG_DAY",
        "START, 2022-02-30, WRONG_DAY",
        "START, '', WRONG_CELL",
        "END, 2022-04-20, WRONG_DAY",
        "END, 9999-99-99, WRONG_DAY",
        "AREA, '', WRONG_CELL",
        "AREA, QQ, UNKNOWN_AREA",
        "TYPE, '', WRONG_CELL",
        "REGULATION, #NA, WRONG_CELL",
    })
    void shouldReportRowsAndGoOn(TariffField field, String value, Reason reason) throws IOException {
        workshop.write(DAY_1, row("2702000000").with(field, value), row("2701000000"));

        assertThat(workshop.problems()).extracting(RowProblem::reason).containsExactly(reason);
        assertThat(workshop.problems()).extracting(RowProblem::line).containsExactly(2L);
        assertThat(workshop.law()).hasSize(1);
    }

    @Test
    void shouldReportARowWithOtherCellsAndGoOn() throws IOException {
        workshop.write(
                DAY_1,
                UK,
                text(row("2701000000")) + "a,b\n" + text(row("2702000000")).split("\n", -1)[1] + "\n");

        assertThat(workshop.problems()).extracting(RowProblem::reason).containsExactly(Reason.WRONG_CELLS);
        assertThat(workshop.law()).singleElement().asString().contains("[2701, 2702]");
    }

    @Test
    void shouldReportALongCell() throws IOException {
        workshop.write(DAY_1, row("2702000000").with(TariffField.CONDITIONS, "x".repeat(5_001)), row("2701000000"));

        assertThat(workshop.problems()).extracting(RowProblem::reason).containsExactly(Reason.WRONG_CELL);
    }

    @Test
    void shouldStopAtARowWithoutEnd() {
        assertRefused(text(row("2701000000")) + "\"" + "x,y\n".repeat(3_000_000), "a quote does not close");
    }

    @Test
    void shouldRefuseUnknownTypes() {
        assertThatThrownBy(() -> workshop.types("277", "999").write(DAY_1, row("2701000000")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessage("'999' is not a known measure type");
    }

    @Test
    void shouldRefuseAFileThatSomebodyEdited() throws IOException {
        workshop.write(DAY_1, row("2701000000"));
        Path file = workshop.folder().resolve("INV1.yaml");
        Files.writeString(file, Files.readString(file).replace("\"2701\"", "\"2702\""));
        Map<String, String> before = workshop.files();

        assertThatThrownBy(() -> workshop.write(DAY_2, row("2703000000")))
                .isInstanceOfSatisfying(
                        MeasureImportException.class,
                        refused -> assertThat(refused.fix()).startsWith("Restore the file from version control."))
                .hasMessageEndingWith("was edited after the import wrote it: its checksum is wrong");
        assertThat(workshop.files()).isEqualTo(before);
    }

    @Test
    void shouldAcceptLineEndsThatVersionControlChanged() throws IOException {
        workshop.write(DAY_1, row("2701000000"));
        Path file = workshop.folder().resolve("INV1.yaml");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(workshop.write(DAY_2, row("2701000000")).changes()).isEmpty();
    }

    @Test
    void shouldNotTouchFilesThatPeopleWrote() throws IOException {
        Files.createDirectories(workshop.folder());
        Path own = Files.writeString(workshop.folder().resolve("INV1.yaml"), "# ours\n");
        Path other = Files.writeString(workshop.folder().resolve("other.yaml"), "# ours too\n");

        assertThatThrownBy(() -> workshop.write(DAY_1, row("2701000000")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("INV1.yaml exists, and no import wrote it");
        workshop.write(DAY_1, row("2701000000").with(TariffField.REGULATION, "INV2"));

        assertThat(own).hasContent("# ours\n");
        assertThat(other).hasContent("# ours too\n");
        assertThat(workshop.folder().resolve("INV2.yaml")).exists();
    }

    @Test
    void shouldKeepTheFormsOfDataApart() throws IOException {
        workshop.write(DAY_1, row("2701000000"));

        assertThatThrownBy(() -> workshop.write(
                        DAY_2, TariffFormat.TARIC, ImportWorkshop.csv(TariffFormat.TARIC, List.of(row("2701000000")))))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("has imports of another form (uk-tariff)");
        Files.delete(workshop.folder().resolve("last-import.json"));
        assertThatThrownBy(() -> workshop.write(
                        DAY_2, TariffFormat.TARIC, ImportWorkshop.csv(TariffFormat.TARIC, List.of(row("2701000000")))))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("is of data of another form (uk-tariff)");
    }

    @Test
    void shouldKnowTheLastDayWithoutItsFile() throws IOException {
        workshop.write(DAY_2, row("2701000000"));
        Files.delete(workshop.folder().resolve("last-import.json"));

        assertThatThrownBy(() -> workshop.write(DAY_1, row("2701000000")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageEndingWith("has data of 2026-02-01");
    }

    @Test
    void shouldKeepASecondImportOut() throws IOException {
        byte[] data = text(row("2701000000")).getBytes(StandardCharsets.UTF_8);
        try (MeasureImport first = workshop.open(DAY_1, UK, data, true)) {
            assertThatThrownBy(() -> workshop.open(DAY_1, UK, data, true))
                    .isInstanceOf(MeasureImportException.class)
                    .hasMessageStartingWith("another import is writing to ");
            first.write();
        }
        assertThat(workshop.write(DAY_1, UK, data).changes()).isEmpty();
    }

    @Test
    void shouldWriteNothingForAPlan() throws IOException {
        try (MeasureImport work =
                workshop.open(DAY_1, UK, text(row("2701000000")).getBytes(StandardCharsets.UTF_8), false)) {
            assertThat(work.plan().changes()).hasSize(1);
        }
        assertThat(workshop.folder()).doesNotExist();
    }

    @Test
    void shouldCompleteAnInterruptedImport() throws IOException {
        workshop.write(DAY_1, row("2701000000"), row("2701000000").with(TariffField.REGULATION, "INV2"));
        Map<String, String> complete = workshop.files();
        Files.delete(workshop.folder().resolve("INV2.yaml"));
        Files.delete(workshop.folder().resolve("last-import.json"));

        workshop.write(DAY_1, row("2701000000"), row("2701000000").with(TariffField.REGULATION, "INV2"));

        assertThat(workshop.files()).isEqualTo(complete);
    }
}
