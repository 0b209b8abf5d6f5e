package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.FlameGraph.Frame;
import java.util.Locale;

/** Draws flame graphs as SVG. Pointing at a frame shows its whole name and its share. */
final class FlameGraphDrawing {
    private static final int WIDTH = 1_200;
    private static final int MARGIN = 10;
    private static final int HEAD = 58;
    private static final int ROW = 18;
    private static final double LEAST_SHARE = 0.005;

    /** What a letter of the frames' font takes. */
    private static final double LETTER = 6.7;

    private static final int LEAST_LETTERS = 5;

    /** Whose code a frame is, with light shades of Okabe's and Ito's colours. The first that fits counts. */
    private enum Owner {
        TRADEWATCH("Tradewatch", "#F5B04D", "io.tradewatch."),
        STREAMS("Kafka Streams", "#8CCBF0", "org.apache.kafka.streams."),
        CLIENTS("Kafka's clients", "#7FCDB5", "org.apache.kafka."),
        OTHERS("Java and others", "#DDDDDD", "");

        private final String words;
        private final String colour;
        private final String prefix;

        Owner(String words, String colour, String prefix) {
            this.words = words;
            this.colour = colour;
            this.prefix = prefix;
        }

        static Owner of(String method) {
            for (Owner owner : values()) {
                if (method.startsWith(owner.prefix)) {
                    return owner;
                }
            }
            return OTHERS;
        }
    }

    private final StringBuilder svg = new StringBuilder();
    private final int all;
    private final int height;

    private FlameGraphDrawing(Frame root) {
        this.all = root.samples();
        this.height = HEAD + depth(root) * ROW + MARGIN;
    }

    /** The whole file. */
    static String svg(String title, Frame root) {
        FlameGraphDrawing drawing = new FlameGraphDrawing(root);
        drawing.head(title);
        drawing.draw(root, MARGIN, 0);
        return drawing.svg.append("</svg>\n").toString();
    }

    private int depth(Frame frame) {
        return 1
                + frame.called().stream()
                        .filter(this::isWideEnough)
                        .mapToInt(this::depth)
                        .max()
                        .orElse(0);
    }

    private boolean isWideEnough(Frame frame) {
        return frame.samples() >= LEAST_SHARE * all;
    }

    private void head(String title) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\">\n"
                .formatted(WIDTH, height));
        svg.append("<style>text { font: 11px monospace } .title { font: bold 17px sans-serif }"
                + " .legend { font: 13px sans-serif }</style>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.append("<text class=\"title\" x=\"%d\" y=\"24\">%s</text>\n".formatted(MARGIN, escaped(title)));
        int x = MARGIN;
        for (Owner owner : Owner.values()) {
            svg.append("<rect x=\"%d\" y=\"35\" width=\"12\" height=\"12\" fill=\"%s\"/>".formatted(x, owner.colour));
            svg.append("<text class=\"legend\" x=\"%d\" y=\"46\">%s</text>\n".formatted(x + 17, escaped(owner.words)));
            x += 150;
        }
        svg.append("<text class=\"legend\" x=\"%d\" y=\"46\" text-anchor=\"end\">%d samples</text>\n"
                .formatted(WIDTH - MARGIN, all));
    }

    /** A frame with all that it called, beginning at its left. */
    private void draw(Frame frame, double x, int level) {
        double width = width(frame);
        int y = height - MARGIN - (level + 1) * ROW;
        svg.append("<g><title>%s: %d of %d samples, %s</title>"
                .formatted(escaped(frame.method()), frame.samples(), all, percent(frame)));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"1\" fill=\"%s\" stroke=\"white\"/>",
                x,
                y,
                width,
                ROW,
                Owner.of(frame.method()).colour));
        String label = label(frame.method(), (int) ((width - LETTER) / LETTER));
        if (!label.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + LETTER / 2, y + 13, escaped(label)));
        }
        svg.append("</g>\n");
        double left = x;
        for (Frame called : frame.called()) {
            if (isWideEnough(called)) {
                draw(called, left, level + 1);
                left += width(called);
            }
        }
    }

    private double width(Frame frame) {
        return (WIDTH - 2.0 * MARGIN) * frame.samples() / all;
    }

    private String percent(Frame frame) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * frame.samples() / all);
    }

    /** Class and method, or where that is too long the method, or as much of it as there is room for. */
    private static String label(String method, int letters) {
        int dot = method.lastIndexOf('.');
        String withClass = method.substring(method.lastIndexOf('.', dot - 1) + 1);
        if (withClass.length() <= letters) {
            return withClass;
        }
        String alone = method.substring(dot + 1);
        if (alone.length() <= letters) {
            return alone;
        }
        return letters < LEAST_LETTERS ? "" : alone.substring(0, letters - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
