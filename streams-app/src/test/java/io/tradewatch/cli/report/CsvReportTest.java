package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.text.PrintableText;
import io.tradewatch.replay.Difference;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvReportTest {
    @Test
    void shouldWriteOneRowForEachViolationUnderHeadersInPlainWords() throws IOException {
        List<CSVRecord> rows = read(write(ReportSubject.OPEN_VIOLATIONS, open(violation("A"), violation("B"))));

        assertThat(rows).extracting(row -> row.get("Transfer")).containsExactly("A", "B");
        CSVRecord row = rows.get(0);
        assertThat(row.get("Day of movement")).isEqualTo("2018-10-08");
        assertThat(row.get("Time of movement (UTC)")).isEqualTo("2018-10-07T12:30:00Z");
        assertThat(row.get("Net mass (kg)")).isEqualTo("1234.5");
        assertThat(row.get("Value")).isEqualTo("12345678901234567890.25");
        assertThat(row.get("Consignee country")).isEmpty();
        assertThat(row.get("Matched goods")).isEqualTo("ex 8703");
        assertThat(row.get("Matched countries")).isEqualTo("destination KP");
        assertThat(row.get("Unreadable countries")).isEqualTo("transit 'Atlantis'");
        assertThat(row.get("Citation")).isEqualTo("UNVERIFIED: goods not read, provision read");
    }

    @Test
    void shouldBeginWithAByteOrderMarkAndEndLinesAsSpreadsheetsDo() throws IOException {
        String file = write(ReportSubject.OPEN_VIOLATIONS, open());

        assertThat(file).startsWith("\uFEFFTransfer,Revision,Item,Measure,").endsWith("Violation id\r\n");
    }

    @Test
    void shouldSayHowAViolationDiffers() throws IOException {
        Difference difference =
                new Difference(Difference.Kind.CHANGED, violation("A"), violation("A"), List.of("type", "certainty"));

        CSVRecord row = read(write(ReportSubject.DIFFERENCES, List.of(ReportedViolation.different(difference))))
                .get(0);

        assertThat(row.get("Difference")).isEqualTo("CHANGED");
        assertThat(row.get("Changed fields")).isEqualTo("type, certainty");
        assertThat(row.get("Transfer")).isEqualTo("A");
    }

    @Test
    void shouldFillTheRowsOfWhatCouldNotBeScreened() throws IOException {
        Violation unscreenable = violation("A");
        unscreenable.setMeasureId("UNSCREENABLE");
        unscreenable.setGoodsItem(null);
        unscreenable.setClassification(null);
        unscreenable.setCitationStatus(null);

        CSVRecord row =
                read(write(ReportSubject.OPEN_VIOLATIONS, open(unscreenable))).get(0);

        assertThat(row.get("Measure")).isEqualTo("UNSCREENABLE");
        assertThat(row.get("Goods")).isEmpty();
        assertThat(row.get("Citation")).isEmpty();
    }

    /** No text becomes a formula, another cell, another line or an invisible character. */
    @Property(tries = 200)
    void shouldKeepHostileTextInItsCellAndHarmless(@ForAll("hostileTexts") String text) throws IOException {
        String file = write(ReportSubject.OPEN_VIOLATIONS, open(ReportSamples.withText(text)));

        assertThat(file.lines()).hasSize(2);
        CSVRecord row = read(file).get(0);
        assertThat(row.get("Explanation")).isIn(PrintableText.line(text), "'" + PrintableText.line(text));
        assertThat(row.toList()).allSatisfy(cell -> {
            assertThat(cell).doesNotMatch("(?s)^[\\s\\h]*[=+@\uFF1D-].*").doesNotMatch("(?s)^[\t\r\n].*");
            assertThat(PrintableText.line(cell)).isEqualTo(cell);
        });
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return ReportSamples.hostileTexts();
    }

    private static Violation violation(String transferId) {
        return ReportSamples.violation(transferId);
    }

    private static List<ReportedViolation> open(Violation... violations) {
        return ReportSamples.open(violations);
    }

    private static String write(ReportSubject subject, List<ReportedViolation> violations) throws IOException {
        StringWriter out = new StringWriter();
        CsvReport.write(subject.columns(), violations, out);
        return out.toString();
    }

    private static List<CSVRecord> read(String file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return CSVParser.parse(file.substring(1), format).getRecords();
    }
}
