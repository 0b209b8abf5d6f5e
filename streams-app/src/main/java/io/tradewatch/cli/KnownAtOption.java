package io.tradewatch.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the law as it was known on a day. */
public final class KnownAtOption {
    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "Only law that was recorded by then: 2017-12-22, or 2017-12-22T00:00:00Z. Default: all.")
    private @Nullable Instant knownAt;

    /** The instant; null means all revisions. */
    public @Nullable Instant get() {
        return knownAt;
    }
}
