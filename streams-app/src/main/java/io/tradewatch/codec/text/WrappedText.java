package io.tradewatch.codec.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines between words. */
public final class WrappedText {
    private WrappedText() {}

    /**
     * Returns the lines of a text, at least one. A word longer than a line gets a line of its own and is not cut.
     *
     * @param text any run of white space in it counts as one blank
     * @param width the most characters of a line
     */
    public static List<String> lines(String text, int width) {
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
