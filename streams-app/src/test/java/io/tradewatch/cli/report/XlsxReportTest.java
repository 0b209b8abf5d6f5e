package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class XlsxReportTest {
    @Test
    void shouldTypeNumbersDaysAndTimes() throws IOException {
        try (ReadableWorkbook workbook = read(write(Worksheet.MAX_ROWS, ReportSamples.violation("A")))) {
            List<Row> rows = workbook.getFirstSheet().read();

            assertThat(cell(rows, "Item").getType()).isEqualTo(CellType.NUMBER);
            assertThat(cell(rows, "Net mass (kg)").asNumber()).isEqualByComparingTo("1234.5");
            assertThat(cell(rows, "Day of movement").asDate()).isEqualTo(LocalDateTime.parse("2018-10-08T00:00:00"));
            assertThat(cell(rows, "Day of movement").getDataFormatString()).isEqualTo("yyyy-mm-dd");
            assertThat(cell(rows, "Time of movement (UTC)").asDate())
                    .isEqualTo(LocalDateTime.parse("2018-10-07T12:30:00"));
            assertThat(cell(rows, "Commodity code").asString()).isEqualTo("8703.24");
        }
    }

    @Test
    void shouldWriteAsTextWhatASpreadsheetWouldRoundOrCannotCount() throws IOException {
        try (ReadableWorkbook workbook = read(write(Worksheet.MAX_ROWS, ReportSamples.violation("A")))) {
            List<Row> rows = workbook.getFirstSheet().read();

            assertThat(cell(rows, "Value").asString()).isEqualTo("12345678901234567890.25");
            assertThat(cell(rows, "Contract date").asString()).isEqualTo("1850-01-01");
        }
    }

    @Test
    void shouldContinueOnFurtherSheetsWhereRowsRunOut() throws IOException {
        byte[] file =
                write(3, ReportSamples.violation("A"), ReportSamples.violation("B"), ReportSamples.violation("C"));

        try (ReadableWorkbook workbook = read(file)) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly("Violations", "Violations 2", "Run", "Not screened");
            assertThat(workbook.findSheet("Violations 2").orElseThrow().read())
                    .extracting(row -> row.getCellText(0))
                    .containsExactly("Transfer", "C");
        }
    }

    @Test
    void shouldDescribeTheRunAndWhatWasLeftOut() throws IOException {
        try (ReadableWorkbook workbook = read(write(Worksheet.MAX_ROWS))) {
            assertThat(workbook.findSheet("Run").orElseThrow().read())
                    .extracting(row -> row.getCellText(0))
                    .contains("Fact", "Report", "Made at", "a fact");
            assertThat(workbook.findSheet("Not screened").orElseThrow().read()).hasSize(3);
        }
    }

    /** A text has the same characters when it is read back, visible, and is never a formula. */
    @Property(tries = 100)
    void shouldKeepHostileTextInItsCellAndHarmless(@ForAll("hostileTexts") String text) throws IOException {
        try (ReadableWorkbook workbook = read(write(Worksheet.MAX_ROWS, ReportSamples.withText(text)))) {
            List<Row> rows = workbook.getFirstSheet().read();

            assertThat(rows).hasSize(2);
            assertThat(rows.get(1)).allSatisfy(cell -> {
                if (cell != null) {
                    assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
                    assertThat(cell.getText()).doesNotMatch("(?s)^[\\s\\h]*[=+@\uFF1D-].*");
                }
            });
            assertThat(decoded(cell(rows, "Explanation").asString()))
                    .isEqualTo(CellText.harmless(text).replaceAll("[\uFFFE\uFFFF]", "\uFFFD"));
        }
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return ReportSamples.hostileTexts();
    }

    /** Undoes the escape for an underscore, as a spreadsheet does; the reader leaves it. */
    private static String decoded(String text) {
        return text.replace("_x005F_", "_");
    }

    private static Cell cell(List<Row> rows, String header) {
        List<String> headers = rows.get(0).stream().map(Cell::getText).toList();
        return rows.get(1).getCell(headers.indexOf(header));
    }

    private static byte[] write(int mostRows, Violation... violations) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxReport.write(
                ReportSubject.OPEN_VIOLATIONS.columns(),
                ReportSamples.open(violations),
                ReportSamples.run("a fact"),
                out,
                mostRows);
        return out.toByteArray();
    }

    private static ReadableWorkbook read(byte[] file) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false));
    }
}
