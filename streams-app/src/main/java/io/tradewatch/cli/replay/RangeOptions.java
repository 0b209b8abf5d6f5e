package io.tradewatch.cli.replay;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.TimeOrDate;
import io.tradewatch.replay.ReplayRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the time range in which goods moved. */
public final class RangeOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeOrDate.class,
            description = "Transfers that moved then or later: 2018-01-01, or 2018-01-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeOrDate.class,
            description = "Transfers that moved before then.")
    private @Nullable Instant to;

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
}
