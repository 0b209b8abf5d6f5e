package io.tradewatch.cli;

import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.records.StructuralDefect;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reports every row that is no transfer, with its line and its reason, and keeps count. */
final class BadRows {
    private final Path file;
    private final PrintWriter err;
    private final Map<StructuralDefect.Reason, Integer> counts = new TreeMap<>();

    BadRows(Path file, PrintWriter err) {
        this.file = file;
        this.err = err;
    }

    void report(TransferRow.Bad row) {
        report(row.line(), row.defect());
    }

    void report(long line, StructuralDefect defect) {
        counts.merge(defect.reason(), 1, Integer::sum);
        Lines.print(err, file.getFileName() + ":" + line + ": ", defect.toString());
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
