package io.tradewatch.cli;

import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that locate the law's files, for commands that apply the law. */
final class RulesetFolders {
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

    /** The installation's folder of editable files. */
    static Path config() {
        return Path.of(System.getProperty("tradewatch.home", "")).resolve("config");
    }

    /**
     * Reads files that must have no errors.
     *
     * @throws CliException with the first error
     */
    MeasureCatalogue sound() {
        return sound(measures, reference);
    }

    /**
     * Reads files that must have no errors.
     *
     * @param measures the measure files; null means those of the installation
     * @param reference the reference tables; null means those of the installation
     * @throws CliException with the first error
     */
    static MeasureCatalogue sound(@Nullable Path measures, @Nullable Path reference) {
        return requireSound(check(measures, reference));
    }

    /** Reads and checks files; null means those of the installation. */
    static MeasureCatalogue check(@Nullable Path measures, @Nullable Path reference) {
        return Lint.check(
                measures == null ? config().resolve("measures") : measures,
                reference == null ? config().resolve("reference") : reference);
    }

    /** @throws CliException with the first error, if there is one */
    static MeasureCatalogue requireSound(MeasureCatalogue catalogue) {
        List<LintProblem> errors = catalogue.errors();
        if (!errors.isEmpty()) {
            LintProblem first = errors.get(0);
            throw new CliException(
                    first.place() + ": " + first.message()
                            + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)"),
                    first.fix() + ". 'tradewatch measures lint' lists everything.");
        }
        return catalogue;
    }
}
