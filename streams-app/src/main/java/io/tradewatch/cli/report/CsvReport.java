package io.tradewatch.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes violations as CSV (RFC 4180): a line of headers, one row for each violation. It begins with a byte order mark, by
 * which a spreadsheet detects UTF-8. Days and times are ISO 8601, decimals have a point.
 */
final class CsvReport implements Cells {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVPrinter out;

    private CsvReport(CSVPrinter out) {
        this.out = out;
    }

    static void write(List<Column> columns, Iterable<ReportedViolation> violations, Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        // The printer is not closed: it would close the writer, which belongs to the caller.
        CSVPrinter rows = new CSVPrinter(out, CSVFormat.RFC4180);
        rows.printRecord(columns.stream().map(Column::header));
        CsvReport cells = new CsvReport(rows);
        for (ReportedViolation violation : violations) {
            ViolationTable.fill(columns, violation, cells);
            rows.println();
        }
        rows.flush();
    }

    @Override
    public void text(@Nullable String text) throws IOException {
        out.print(text == null ? "" : CellText.harmless(text));
    }

    @Override
    public void number(@Nullable BigDecimal number) throws IOException {
        out.print(number == null ? "" : number.toPlainString());
    }

    @Override
    public void day(@Nullable LocalDate day) throws IOException {
        out.print(day == null ? "" : day.toString());
    }

    @Override
    public void time(@Nullable Instant time) throws IOException {
        out.print(time == null ? "" : time.toString());
    }
}
