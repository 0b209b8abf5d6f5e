package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture of what wholes are made of: a column for each, of the same layers from the ground up.
 *
 * @param name the name of the image, without an ending
 * @param title what it shows
 * @param y what was measured, with its unit
 * @param columns the names of the wholes, from left to right
 * @param layers at least one
 */
record StackedBars(String name, String title, String y, List<String> columns, List<Layer> layers) implements Picture {
    StackedBars {
        columns = List.copyOf(columns);
        layers = List.copyOf(layers);
    }

    /**
     * A part of each whole.
     *
     * @param name its name in the legend
     * @param heights one for each column; 0 where it has none of it
     */
    record Layer(String name, List<Double> heights) {
        Layer {
            heights = List.copyOf(heights);
        }
    }

    @Override
    public String file() {
        return name + ChartDrawing.ENDING;
    }

    @Override
    public void write(Path folder) throws IOException {
        ChartDrawing.write(StackedBarsDrawing.chart(this), folder, file());
    }
}
