package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a thread was found by samples, as a picture (SVG): the thread's entry at the bottom, what a method called above it, each
 * as wide as the share of the samples in which it was under way. What hardly any sample found is left out.
 */
final class FlameGraph implements Picture {
    private final String name;
    private final String title;
    private final Frame root = new Frame("all");

    /**
     * One without samples.
     *
     * @param name the name of the file, without an ending
     * @param title what it shows
     */
    FlameGraph(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /**
     * A method in its place: below it the same methods.
     *
     * <p>Its samples count those of what it called.
     */
    static final class Frame {
        private final String method;
        private final Map<String, Frame> called = new TreeMap<>();
        private int samples;

        private Frame(String method) {
            this.method = method;
        }

        /** With its package and class, such as {@code java.util.HashMap.get}. */
        String method() {
            return method;
        }

        int samples() {
            return samples;
        }

        /** What it called, by name. */
        Collection<Frame> called() {
            return called.values();
        }
    }

    /**
     * Adds a sample.
     *
     * @param stack methods with package and class, the thread's entry first
     */
    void add(List<String> stack) {
        Frame frame = root;
        frame.samples++;
        for (String method : stack) {
            frame = frame.called.computeIfAbsent(method, Frame::new);
            frame.samples++;
        }
    }

    @Override
    public String file() {
        return name + ".svg";
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(file()), FlameGraphDrawing.svg(title, root));
    }
}
