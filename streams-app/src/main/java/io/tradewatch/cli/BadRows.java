package io.tradewatch.cli;

import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.records.StructuralDefect;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reports every row that is no transfer, with its line and its reason, and keeps count. */
final class BadRows {
    private static final String TOO_LARGE = "TOO_LARGE";

    private final Path file;
    private final PrintWriter err;
    private final Map<String, Integer> counts = new TreeMap<>();

    BadRows(Path file, PrintWriter err) {
        this.file = file;
        this.err = err;
    }

    void report(TransferRow.Bad row) {
        report(row.line(), row.defect());
    }

    void report(long line, StructuralDefect defect) {
        report(line, defect.reason().name(), defect.toString());
    }

    /** A row that the broker would not take. */
    void reportTooLarge(long line, String detail) {
        report(line, TOO_LARGE, TOO_LARGE + ": " + detail);
    }

    private void report(long line, String reason, String text) {
        counts.merge(reason, 1, Integer::sum);
        Lines.print(err, file.getFileName() + ":" + line + ": ", text);
        err.flush();
    }

    int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many rows for which reason; an empty string when there are none. */
    String summary() {
        return counts.isEmpty() ? "" : counts.toString().replaceAll("[{}]", "").replace("=", " ");
    }
}
