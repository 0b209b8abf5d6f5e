package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A picture of figures: what was measured against what it may depend on.
 *
 * @param name the name of the image, without an ending
 * @param title what it shows
 * @param x what varies
 * @param y what was measured
 * @param lines at least one
 */
record Plot(String name, String title, Axis x, Axis y, List<Line> lines) implements Picture {
    Plot {
        lines = List.copyOf(lines);
    }

    @Override
    public String file() {
        return name + ChartDrawing.ENDING;
    }

    @Override
    public void write(Path folder) throws IOException {
        ChartDrawing.write(PlotDrawing.chart(this), folder, file());
    }

    /** The lower end of the lowest bar. */
    double least() {
        return spreads().mapToDouble(Spread::least).min().orElseThrow();
    }

    /** The upper end of the highest bar. */
    double most() {
        return spreads().mapToDouble(Spread::most).max().orElseThrow();
    }

    private Stream<Spread> spreads() {
        return lines.stream().flatMap(line -> line.points().stream()).map(Point::y);
    }

    /**
     * A direction of the picture.
     *
     * @param title what it counts, with its unit
     * @param isLogarithmic whether each step multiplies; otherwise it begins at 0
     */
    record Axis(String title, boolean isLogarithmic) {}

    /**
     * What belongs together.
     *
     * @param name its name in the legend
     * @param points from left to right
     */
    record Line(String name, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One measurement.
     *
     * @param x where it stands
     * @param y drawn at its median, with a bar from its least to its most
     */
    record Point(double x, Spread y) {}
}
