package io.tradewatch.cli.violations;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.PrintableWriter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Formats an alert for people: its content, its reason, and where to find it. The first line is coloured if the terminal
 * supports colours and {@code NO_COLOR} is not set. Colour alone carries no information.
 */
public final class AlertText {
    private static final String INDENT = "    ";

    private AlertText() {}

    /** Prints an alert as a block of lines of at most 80 columns, and an empty line. */
    public static void print(Violation alert, PrintWriter out) {
        String label = alert.getStatus() + "  ";
        String what =
                alert.getType() + ", " + alert.getCertainty() + doubts(alert.getDoubts()) + ", " + alert.getMeasureId();
        style(out, Style.bold, colour(alert));
        Lines.print(out, label, what);
        style(out, Style.reset);
        Lines.print(out, INDENT, alert.getExplanation());
        Lines.print(
                out,
                INDENT,
                "(transfer " + alert.getTransferId() + " revision " + alert.getTransferRevision() + ", item "
                        + alert.getItemNumber() + law(alert) + "; alert " + alert.getViolationId() + " #"
                        + alert.getSequence()
                        + ", "
                        + alert.getStatusReason() + ")");
        out.println();
        out.flush();
    }

    private static void style(PrintWriter out, Style... styles) {
        if (out instanceof PrintableWriter terminal && Ansi.AUTO.enabled()) {
            terminal.style(styles);
        }
    }

    private static Style colour(Violation alert) {
        if (alert.getStatus() == ViolationStatus.WITHDRAWN) {
            return Style.fg_green;
        }
        return switch (alert.getType()) {
            case PROHIBITED -> Style.fg_red;
            case LICENCE_REQUIRED -> Style.fg_yellow;
            case MONITORED -> Style.fg_cyan;
            case UNSCREENABLE -> Style.fg_magenta;
        };
    }

    private static String law(Violation alert) {
        return alert.getTextAsOf() == null ? "" : "; text of the law as of " + alert.getTextAsOf();
    }

    private static String doubts(List<String> doubts) {
        return doubts.isEmpty() ? "" : " (" + String.join(", ", doubts) + ")";
    }
}
