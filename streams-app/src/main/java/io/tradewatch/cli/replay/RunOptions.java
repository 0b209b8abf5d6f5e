package io.tradewatch.cli.replay;

import io.tradewatch.cli.CliException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the execution of a replay. They do not change its result. */
public final class RunOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads read; each partition is read by one. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--plan",
            paramLabel = "DIR",
            description = "Where plan and state are kept until the run is done. Default: .tradewatch/replays.")
    private @Nullable Path folder;

    public int threads() {
        if (threads < 1) {
            throw CliException.wrongUsage("--threads is " + threads + ", expected 1 or more", "Leave it out.");
        }
        return threads;
    }

    /** The folder of the plan; null means a default folder. */
    public @Nullable Path folder() {
        return folder;
    }
}
