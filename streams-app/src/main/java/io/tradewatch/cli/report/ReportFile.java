package io.tradewatch.cli.report;

import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.text.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.dhatim.fastexcel.Worksheet;

/**
 * A file of violations, in the form that its name stands for: {@code .jsonl}, {@code .ndjson}, {@code .json} and {@code
 * .txt} for JSON lines, {@code .csv}, {@code .xlsx} and {@code .html}. It is complete or absent.
 *
 * <pre>{@code
 * ReportFile file = ReportFile.at(Path.of("report.html"));
 * file.write(ReportSubject.OPEN_VIOLATIONS, violations, () -> description);
 * }</pre>
 *
 * <p>Memory does not grow with the number of violations: each is written before the next is read.
 */
public final class ReportFile {
    private final Path file;
    private final ReportForm form;

    private ReportFile(Path file, ReportForm form) {
        this.file = file;
        this.form = form;
    }

    /**
     * Chooses the form of a file; writes nothing yet.
     *
     * @throws io.tradewatch.cli.CliException when the name has an ending that stands for no form
     */
    public static ReportFile at(Path file) {
        return new ReportFile(file, ReportForm.of(file));
    }

    /** Whether the ending of a name stands for a form. */
    public static boolean isNamedBy(String name) {
        return ReportForm.ofEnding(name).isPresent();
    }

    /**
     * Writes the file; an existing one is replaced when the new one is complete.
     *
     * @param subject what the violations are
     * @param violations in the order of {@link ViolationFile#ORDER}; a page reads them twice
     * @param run describes the run; called only for a form that contains the description
     * @throws IOException when the file cannot be written; an existing one is unchanged
     */
    public void write(ReportSubject subject, Iterable<ReportedViolation> violations, Supplier<RunDescription> run)
            throws IOException {
        try (WholeFile whole = WholeFile.at(file)) {
            switch (form) {
                case JSON_LINES -> writeJsonLines(violations, whole.writer());
                case CSV -> CsvReport.write(subject.columns(), violations, whole.writer());
                case XLSX ->
                    XlsxReport.write(subject.columns(), violations, run.get(), whole.stream(), Worksheet.MAX_ROWS);
                case HTML -> HtmlReport.write(subject, violations, run.get(), whole.writer());
            }
            whole.complete();
        }
    }

    private static void writeJsonLines(Iterable<ReportedViolation> violations, Writer out) throws IOException {
        for (ReportedViolation each : violations) {
            if (each.difference() == null) {
                ViolationFile.writeLine(each.violation(), out);
            } else {
                out.write(DifferenceJson.write(each.difference()));
                out.write('\n');
            }
        }
    }
}
