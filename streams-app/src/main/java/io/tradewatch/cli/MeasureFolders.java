package io.tradewatch.cli;

import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
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
        if (folder != null && named != null && !folder.equals(named)) {
            throw CliException.wrongUsage(
                    "both " + folder + " and --measures " + named + " are given", "Name one folder of measures.");
        }
        return RulesetFolders.check(folder != null ? folder : named, reference);
    }

    /**
     * Reads files that must have no errors.
     *
     * @throws CliException with the first error
     */
    MeasureCatalogue sound() {
        return RulesetFolders.requireSound(check());
    }
}
