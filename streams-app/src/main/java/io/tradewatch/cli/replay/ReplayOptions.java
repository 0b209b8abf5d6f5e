package io.tradewatch.cli.replay;

import io.tradewatch.cli.CliException;
import io.tradewatch.replay.ReplayRange;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the time range of a replay, and for its execution, which does not change its result. */
public final class ReplayOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Transfers that moved then or later: 2018-01-01, or 2018-01-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Transfers that moved before then.")
    private @Nullable Instant to;

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

    /**
     * The given range; unbounded without options.
     *
     * @throws CliException when it is empty
     */
    public ReplayRange range() {
        try {
            return new ReplayRange(from, to);
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUsage(
                    "the range from " + from + " to " + to + " is empty", "Give --to a time after --from.");
        }
    }

    int threads() {
        if (threads < 1) {
            throw CliException.wrongUsage("--threads is " + threads + ", expected 1 or more", "Leave it out.");
        }
        return threads;
    }

    /** The folder of the plan; null means a default folder. */
    @Nullable Path folder() {
        return folder;
    }
}
