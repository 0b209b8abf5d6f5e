package io.tradewatch.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** What all charts have in common: a plain look, and PNG that is sharp enough for fine screens. */
final class ChartDrawing {
    /** What the names of images end with. */
    static final String ENDING = ".png";

    static final int WIDTH = 720;
    static final int HEIGHT = 400;

    /** Blue, vermilion, green, orange, sky blue, purple and yellow of Okabe and Ito, and grey. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0xCC79A7),
        new Color(0xF0E442),
        new Color(0x777777)
    };

    private static final int DOTS_PER_INCH = 144;
    private static final String FONT = Font.SANS_SERIF;
    private static final Color GRID = new Color(0xDDDDDD);

    /** Thousands are set off, and no more decimals than there are. */
    private static final String NUMBERS = "#,##0.###";

    private ChartDrawing() {}

    /** Colours that the colour-blind tell apart too, from 0; after the eighth they come again. */
    static Color colour(int number) {
        return COLOURS[number % COLOURS.length];
    }

    /** The plain look. */
    static void style(AxesChartStyler styler) {
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
                .setLegendBorderColor(Color.WHITE);
    }

    /** Writes a chart into a folder. */
    static void write(Chart<?, ?> chart, Path folder, String file) throws IOException {
        // A longer image that is there would keep its end.
        Files.deleteIfExists(folder.resolve(file));
        BitmapEncoder.saveBitmapWithDPI(chart, folder.resolve(file).toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}
