package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Plot.Line;
import io.tradewatch.benchmarks.Plot.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.None;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws plots. Lines differ in colour and in the shape of their marks. */
final class PlotDrawing {
    private static final List<Marker> MARKS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP);

    private PlotDrawing() {}

    /** The chart. */
    static XYChart chart(Plot plot) {
        XYChart chart = new XYChartBuilder()
                .width(ChartDrawing.WIDTH)
                .height(ChartDrawing.HEIGHT)
                .title(plot.title())
                .xAxisTitle(plot.x().title())
                .yAxisTitle(plot.y().title())
                .build();
        style(chart.getStyler(), plot);
        for (int line = 0; line < plot.lines().size(); line++) {
            draw(plot.lines().get(line), ChartDrawing.colour(line), MARKS.get(line % MARKS.size()), chart);
        }
        return chart;
    }

    private static void style(XYStyler styler, Plot plot) {
        ChartDrawing.style(styler);
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
        styler.setLegendVisible(plot.lines().size() > 1)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
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
