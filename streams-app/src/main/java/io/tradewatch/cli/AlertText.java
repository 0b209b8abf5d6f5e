package io.tradewatch.cli;

import io.tradewatch.avro.Violation;
import java.io.PrintWriter;
import java.util.List;

/** Shows an alert to a person: what it is, why, and how to find it again. */
public final class AlertText {
    private static final String INDENT = "    ";

    private AlertText() {}

    /** Prints an alert as a block of lines of at most 80 columns, and an empty line. */
    public static void print(Violation alert, PrintWriter out) {
        Lines.print(
                out,
                alert.getStatus() + "  ",
                alert.getType() + ", " + alert.getCertainty() + doubts(alert.getDoubts()) + ", "
                        + alert.getMeasureId());
        Lines.print(out, INDENT, alert.getExplanation());
        Lines.print(
                out,
                INDENT,
                "(transfer " + alert.getTransferId() + " revision " + alert.getTransferRevision() + ", item "
                        + alert.getItemNumber() + "; alert " + alert.getViolationId() + " #" + alert.getSequence()
                        + ", "
                        + alert.getStatusReason() + ")");
        out.println();
        out.flush();
    }

    private static String doubts(List<String> doubts) {
        return doubts.isEmpty() ? "" : " (" + String.join(", ", doubts) + ")";
    }
}
