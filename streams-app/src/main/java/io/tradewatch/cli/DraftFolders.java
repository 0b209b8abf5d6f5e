package io.tradewatch.cli;

import io.tradewatch.replay.PlannedRuleset;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for draft files, which replace the published law. */
public final class DraftFolders {
    @Option(
            names = "--measures",
            paramLabel = "DIR",
            description = "Screen with these measure files. Default: the published law.")
    private @Nullable Path measures;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "With --measures: reference tables. Default: config/reference of the installation.")
    private @Nullable Path reference;

    /**
     * The drafts, if the options name any.
     *
     * @throws CliException when they contain errors
     */
    public Optional<PlannedRuleset> read() {
        if (measures == null) {
            if (reference != null) {
                throw CliException.wrongUsage(
                        "--reference is given without --measures", "Name the measure files too, or leave both out.");
            }
            return Optional.empty();
        }
        return Optional.of(PlannedRuleset.of(RulesetFolders.sound(measures, reference)));
    }
}
