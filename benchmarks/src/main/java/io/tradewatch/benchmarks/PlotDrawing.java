package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Plot.Line;
import io.tradewatch.benchmarks.Plot.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws plots as PNG, sharp enough for fine screens. Lines differ in colour, for the colour-blind too, and in the shape of their marks. */
final class PlotDrawing {
    /** What the names of images end with. */
    static final String ENDING = ".png";

    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int MOST_LINES = 4;
    private static final int DOTS_PER_INCH = 144;
    private static final String FONT = Font.SANS_SERIF;
    /** Thousands are set off, and no more decimals than there are. */
    private static final String NUMBERS = "#,##0.###";

    private static final Color GRID = new Color(0xDDDDDD);

    /** Blue, vermilion, green and orange of Okabe and Ito. */
    private static final List<Color> COLOURS =
            List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xE69F00));

    private static final List<Marker> MARKS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP);

    private PlotDrawing() {}

    /** Writes {@code FILE.png} into a folder. */
    static void write(Plot plot, Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(plot.title())
                .xAxisTitle(plot.x().title())
                .yAxisTitle(plot.y().title())
                .build();
        style(chart.getStyler(), plot);
        for (int line = 0; line < plot.lines().size(); line++) {
            draw(plot.lines().get(line), COLOURS.get(line % MOST_LINES), MARKS.get(line % MOST_LINES), chart);
        }
        BitmapEncoder.saveBitmapWithDPI(
                chart, folder.resolve(plot.file() + ENDING).toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }

    private static void style(XYStyler styler, Plot plot) {
        styler.setXAxisLogarithmic(plot.x().isLogarithmic());
        styler.setYAxisLogarithmic(plot.y().isLogarithmic());
        if (plot.y().isLogarithmic()) {
            // From one power of ten to another: these are the steps that are labelled.
            styler.setYAxisMin(Math.pow(10, Math.floor(Math.log10(plot.least()))));
            styler.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(plot.most()))));
        } else {
            styler.setYAxisMin(0.0);
        }
        if (!plot.x().isLogarithmic()) {
            styler.setXAxisMin(0.0);
        }
        styler.setXAxisDecimalPattern(NUMBERS);
        styler.setYAxisDecimalPattern(NUMBERS);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setLocale(Locale.ROOT);
        styler.setPlotGridLinesColor(GRID);
        styler.setAxisTitleFont(new Font(FONT, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(FONT, Font.PLAIN, 12));
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleFont(new Font(FONT, Font.BOLD, 15))
                .setLegendFont(new Font(FONT, Font.PLAIN, 12))
                .setLegendVisible(plot.lines().size() > 1)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE);
    }

    private static void draw(Line line, Color colour, Marker mark, XYChart chart) {
        for (Point point : line.points()) {
            bar(line.name() + " at " + point.x(), point, colour, chart);
        }
        double[] x = line.points().stream().mapToDouble(Point::x).toArray();
        double[] medians =
                line.points().stream().mapToDouble(point -> point.y().median()).toArray();
        chart.addSeries(line.name(), x, medians)
                .setMarker(mark)
                .setMarkerColor(colour)
                .setLineColor(colour)
                .setLineStyle(new BasicStroke(2));
    }

    /** XChart's own bars reach as far up as down; the extremes do not. */
    private static void bar(String name, Point point, Color colour, XYChart chart) {
        XYSeries bar = chart.addSeries(name, new double[] {point.x(), point.x()}, new double[] {
            point.y().least(), point.y().most()
        });
        bar.setMarker(new None())
                .setLineColor(colour)
                .setLineStyle(new BasicStroke(1))
                .setShowInLegend(false);
    }
}
