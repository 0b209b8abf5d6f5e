package io.tradewatch.cli;

import io.tradewatch.replay.ReplayRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say when goods must have moved. */
final class RangeOptions {
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
     * The range that was given.
     *
     * @param otherwiseFrom where it begins if nothing was said; null means at the beginning
     * @throws CliException when it is empty
     */
    ReplayRange range(@Nullable Instant otherwiseFrom) {
        Instant begin = from == null ? otherwiseFrom : from;
        try {
            return new ReplayRange(begin, to);
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUsage(
                    "the range from " + begin + " to " + to + " is empty", "Give --to a time after --from.");
        }
    }
}
