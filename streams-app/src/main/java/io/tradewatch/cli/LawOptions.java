package io.tradewatch.cli;

import io.tradewatch.measures.Lint;
import io.tradewatch.measures.LintProblem;
import io.tradewatch.measures.MeasureCatalogue;
import io.tradewatch.screening.MeasureIndex;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command finds the law that it screens with, in files. */
final class LawOptions {
    @Option(
            names = "--measures",
            paramLabel = "DIR",
            description = "Measure files. Default: config/measures of the installation.")
    private @Nullable Path measures;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "Reference tables. Default: config/reference of the installation.")
    private @Nullable Path reference;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "Only law that was recorded by then, like 2018-01-01T00:00:00Z. Default: all.")
    private @Nullable Instant knownAt;

    /**
     * The law, compiled.
     *
     * @throws CliException when a file has errors
     */
    MeasureIndex index() {
        Path config = Path.of(System.getProperty("tradewatch.home", "")).resolve("config");
        MeasureCatalogue catalogue = Lint.check(
                measures == null ? config.resolve("measures") : measures,
                reference == null ? config.resolve("reference") : reference);
        List<LintProblem> errors = catalogue.errors();
        if (!errors.isEmpty()) {
            LintProblem first = errors.get(0);
            throw new CliException(
                    first.place() + ": " + first.message()
                            + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)"),
                    first.mend() + ". 'tradewatch measures lint' lists everything.");
        }
        return MeasureIndex.compile(catalogue.law(), knownAt);
    }
}
