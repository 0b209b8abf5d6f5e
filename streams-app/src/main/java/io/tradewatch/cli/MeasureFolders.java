package io.tradewatch.cli;

import io.tradewatch.ruleset.files.Coverage;
import io.tradewatch.ruleset.files.ExpectedCoverage;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that locate the files of the measure commands. */
final class MeasureFolders {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Measure files. Default: config/measures of the installation.")
    private @Nullable Path folder;

    @Option(names = "--measures", paramLabel = "DIR", description = "Alias for DIR.")
    private @Nullable Path named;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "Reference tables. Default: config/reference of the installation.")
    private @Nullable Path reference;

    /** Reads and checks the files. */
    MeasureCatalogue check() {
        return RulesetFolders.check(measures(), reference);
    }

    /**
     * Reads files that must have no errors.
     *
     * @throws CliException with the first error
     */
    MeasureCatalogue sound() {
        return RulesetFolders.requireSound(check());
    }

    /**
     * Compares files that must have no errors with {@value ExpectedCoverage#NAME} beside them.
     *
     * @param asOf the day on which measures have to be in force to count; null means the day of each list
     * @throws CliException with the first error
     */
    Coverage coverage(@Nullable LocalDate asOf) {
        Path measures = measures();
        List<LintProblem> problems = new ArrayList<>();
        ExpectedCoverage expected = ExpectedCoverage.read(
                measures == null ? RulesetFolders.config().resolve("measures") : measures, problems::add);
        RulesetFolders.requireNone(problems);
        return Coverage.of(sound(), expected, asOf);
    }

    private @Nullable Path measures() {
        if (folder != null && named != null && !folder.equals(named)) {
            throw CliException.wrongUsage(
                    "both " + folder + " and --measures " + named + " are given", "Name one folder of measures.");
        }
        return folder != null ? folder : named;
    }
}
