package io.tradewatch.cli;

import io.tradewatch.codec.text.PrintableText;
import io.tradewatch.codec.text.WrappedText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats what a command prints: lines of at most {@value #WIDTH} columns, for any terminal, and counts. */
public final class Lines {
    public static final int WIDTH = 80;

    private Lines() {}

    /** Prints a text after a label. Further lines are indented by the width of the label. */
    public static void print(PrintWriter out, String label, String text) {
        String indent = " ".repeat(label.length());
        String before = label;
        for (String paragraph : PrintableText.lines(text).split("\\R", -1)) {
            for (String line : WrappedText.lines(paragraph, WIDTH - label.length())) {
                out.println((before + line).stripTrailing());
                before = indent;
            }
        }
    }

    /** A number of things, for example {@code 1 error} or {@code 2 errors}. */
    public static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Counts by name, for example {@code MISSING_TRANSFER_ID 2, WRONG_FIELD 1}. */
    public static String counts(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
