package io.tradewatch.cli.report;

import io.tradewatch.cli.report.RunDescription.Fact;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes violations as a workbook: one row for each on the sheet {@code Violations}, and as many further sheets as its rows
 * need; the description of the run on {@code Run}; what was left out on {@code Not screened}.
 */
final class XlsxReport {
    private static final String APPLICATION = "Tradewatch";
    private static final String VERSION = "1.0";
    /** Rows in memory before they are written. */
    private static final int ROWS_AT_ONCE = 200;

    private final Workbook workbook;
    private final int mostRows;

    private XlsxReport(Workbook workbook, int mostRows) {
        this.workbook = workbook;
        this.mostRows = mostRows;
    }

    /**
     * Writes the workbook; the stream stays open.
     *
     * @param mostRows how many rows a sheet may have, its header included; at most {@link Worksheet#MAX_ROWS}
     */
    static void write(
            List<Column> columns,
            Iterable<ReportedViolation> violations,
            RunDescription run,
            OutputStream out,
            int mostRows)
            throws IOException {
        Workbook workbook = new Workbook(new KeptOpen(out), APPLICATION, VERSION);
        XlsxReport report = new XlsxReport(workbook, mostRows);
        report.writeViolations(columns, violations);
        report.writeRun(run);
        report.writeProblems(run.problems());
        workbook.finish();
    }

    private void writeViolations(List<Column> columns, Iterable<ReportedViolation> violations) throws IOException {
        int sheets = 1;
        XlsxSheet sheet = XlsxSheet.begin(workbook, "Violations", columns);
        for (ReportedViolation violation : violations) {
            if (sheet.rows() == mostRows) {
                sheet.end();
                sheets++;
                sheet = XlsxSheet.begin(workbook, "Violations " + sheets, columns);
            }
            sheet.nextRow();
            ViolationTable.fill(columns, violation, sheet);
            if (sheet.rows() % ROWS_AT_ONCE == 0) {
                sheet.flush();
            }
        }
        sheet.end();
    }

    private void writeRun(RunDescription run) throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Report", run.title()));
        facts.add(new Fact("Made at", run.at().toString()));
        facts.addAll(run.screened());
        facts.addAll(run.ruleset());
        XlsxSheet sheet = XlsxSheet.begin(workbook, "Run", 34, "Fact", 80, "Value");
        for (Fact fact : facts) {
            sheet.row(fact.name(), fact.value());
        }
        sheet.end();
    }

    private void writeProblems(Problems problems) throws IOException {
        XlsxSheet sheet = XlsxSheet.begin(workbook, "Not screened", 24, "Place", 100, "Reason");
        writeProblems(sheet, problems.rows(), problems.leftOut(), "rows");
        writeProblems(sheet, problems.firstNotes(), problems.notes(), "values");
        sheet.end();
    }

    private static void writeProblems(XlsxSheet sheet, List<Problems.Problem> first, long all, String what)
            throws IOException {
        for (Problems.Problem problem : first) {
            sheet.row(problem.place(), problem.text());
        }
        if (all > first.size()) {
            sheet.row("", "and " + (all - first.size()) + " more " + what);
        }
    }

    /** Leaves the stream open, which the workbook closes at its end. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
