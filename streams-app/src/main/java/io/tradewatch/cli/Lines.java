package io.tradewatch.cli;

import io.tradewatch.codec.PrintableText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of at most {@value #WIDTH} columns, for any terminal. */
final class Lines {
    static final int WIDTH = 80;

    private Lines() {}

    /** Prints a text after a label. Further lines are indented by the width of the label. */
    static void print(PrintWriter out, String label, String text) {
        String indent = " ".repeat(label.length());
        String before = label;
        for (String paragraph : PrintableText.lines(text).split("\\R", -1)) {
            for (String line : wrap(paragraph, WIDTH - label.length())) {
                out.println((before + line).stripTrailing());
                before = indent;
            }
        }
    }

    /** The lines of a text. A word longer than a line gets a line of its own and is not cut. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
