package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Starts {@code tradewatch replay} of a whole topic into a file, in a process of its own. */
final class ReplayCommands {
    private ReplayCommands() {}

    static RunningCommand start(BenchCluster cluster, Workshop workshop, String heap, int threads) throws IOException {
        Path place = workshop.scratch().resolve("replay-" + UUID.randomUUID());
        return RunningCommand.start(
                workshop,
                heap,
                cluster.environment(),
                workshop.scratch().resolve("replay.log"),
                "replay",
                "--threads",
                Integer.toString(threads),
                "--plan",
                place + ".plan",
                "--output",
                place + ".jsonl");
    }
}
