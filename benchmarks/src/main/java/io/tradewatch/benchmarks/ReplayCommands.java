package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Starts {@code tradewatch replay} of a whole topic into a file, in a process of its own. */
final class ReplayCommands {
    private ReplayCommands() {}

    static RunningCommand start(BenchCluster cluster, Workshop workshop, String heap, int threads) throws IOException {
        Path place = workshop.scratch().resolve("replay-" + UUID.randomUUID());
        return RunningCommand.start(
                workshop,
                heap,
                Map.of(
                        "TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS",
                        (String) cluster.kafka().get("bootstrap.servers"),
                        "TRADEWATCH_SCHEMA_REGISTRY_URL",
                        (String) cluster.registry().get("schema.registry.url")),
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
