package io.tradewatch.ruleset.files;

import java.nio.file.Path;

/** The measure files and reference tables of {@code config}, read once for all tests. */
public final class ShippedLaw {
    /** The folder of measure files. */
    public static final Path MEASURES = Path.of("..", "config", "measures");

    private static final MeasureCatalogue CATALOGUE = Lint.check(MEASURES, Path.of("..", "config", "reference"));

    private ShippedLaw() {}

    /** The files with all problems that lint finds in them. */
    public static MeasureCatalogue catalogue() {
        return CATALOGUE;
    }
}
