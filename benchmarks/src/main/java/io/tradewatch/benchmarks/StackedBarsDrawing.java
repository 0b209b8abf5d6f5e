package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.StackedBars.Layer;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws stacked bars. */
final class StackedBarsDrawing {
    private static final double FILLED = 0.6;

    private StackedBarsDrawing() {}

    /** The chart. */
    static CategoryChart chart(StackedBars bars) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(ChartDrawing.WIDTH)
                .height(ChartDrawing.HEIGHT)
                .title(bars.title())
                .yAxisTitle(bars.y())
                .build();
        CategoryStyler styler = chart.getStyler();
        ChartDrawing.style(styler);
        styler.setStacked(true).setAvailableSpaceFill(FILLED).setLegendPosition(LegendPosition.OutsideE);
        for (int layer = 0; layer < bars.layers().size(); layer++) {
            Layer one = bars.layers().get(layer);
            chart.addSeries(one.name(), bars.columns(), one.heights()).setFillColor(ChartDrawing.colour(layer));
        }
        return chart;
    }
}
