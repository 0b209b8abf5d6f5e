package io.tradewatch.cli.transfers;

import io.tradewatch.cli.Lines;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports and counts every rejected row, with its line and its reason, and every value that was not read. It also saves the
 * rejected rows for correction.
 */
public final class BadRows {
    private static final String TOO_LARGE = "TOO_LARGE";

    private final TransferFile file;
    private final PrintWriter err;
    private final RejectedRows rejected;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int notes;

    /** @param file the file that the rows come from */
    public BadRows(TransferFile file, PrintWriter err, RejectedRows rejected) {
        this.file = file;
        this.err = err;
        this.rejected = rejected;
    }

    public void report(TransferRow.Bad row) {
        report(row.line(), row.defect().reason().name(), row.defect().toString());
        rejected.add(row.raw());
    }

    /** Reports the rows of a transfer with a defect. */
    public void report(TransferRow.Good transfer, StructuralDefect defect) {
        report(transfer, defect.reason().name(), defect.toString());
    }

    /** Reports the rows of a transfer that exceeds the broker's maximum size. */
    void reportTooLarge(TransferRow.Good transfer, String detail) {
        report(transfer, TOO_LARGE, TOO_LARGE + ": " + detail);
    }

    /** Reports the values that were not read in accepted rows. */
    public void note(TransferRow.Good transfer) {
        for (TransferRow.Note note : transfer.notes()) {
            notes++;
            print(note.line(), "note: " + note.text());
        }
    }

    private void report(TransferRow.Good transfer, String reason, String text) {
        for (TransferRow.Source row : transfer.rows()) {
            report(row.line(), reason, text);
            rejected.add(row.raw());
        }
    }

    private void report(long line, String reason, String text) {
        counts.merge(reason, 1, Integer::sum);
        print(line, text);
    }

    private void print(long line, String text) {
        Lines.print(err, file.place(line) + ": ", text);
        err.flush();
    }

    /** Number of rejected rows. */
    public int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Number of rows rejected for this reason. */
    public int count(StructuralDefect.Reason reason) {
        return counts.getOrDefault(reason.name(), 0);
    }

    /** Prints the number of rejected rows by reason, and where they are saved. */
    public void summarise() {
        Lines.print(err, "bad rows    ", counts.isEmpty() ? "none" : Lines.counts(counts));
        if (notes > 0) {
            Lines.print(err, "notes       ", Integer.toString(notes));
        }
        rejected.file().ifPresent(kept -> Lines.print(err, "rejects     ", count() + " in " + kept));
    }
}
