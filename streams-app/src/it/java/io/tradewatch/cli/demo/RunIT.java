package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.ruleset.files.Lint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application against a cluster that somebody else looks after. */
class RunIT {
    @TempDir
    private Path folder;

    @Test
    void shouldServeUntilItIsToldToStopAndEndWell() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(Optional.empty(), new Ports(0, 0, 0))) {
            cluster.publish(Lint.check(Path.of(RandomTransferLines.MEASURES), Path.of(RandomTransferLines.REFERENCE)));

            try (CommandProcess run = CommandProcess.start(
                    folder,
                    "run",
                    "--bootstrap-server",
                    cluster.bootstrapServers(),
                    "--schema-registry",
                    cluster.registryUrl())) {
                run.awaitWords("state: RUNNING");
                run.terminate();

                assertThat(run.awaitExit()).as(run.said()).isZero();
                assertThat(run.said()).contains("told to stop", "stopped");
            }
        }
    }

    @Test
    void shouldNameTheCommandThatCreatesMissingTopics() throws IOException {
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults())) {
            Run run = Run.of(
                    "run",
                    "--config",
                    impatient(),
                    "--bootstrap-server",
                    cluster.bootstrapServers(),
                    "--schema-registry",
                    cluster.registryUrl());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("topic transfers does not exist", "tradewatch topics create");
        }
    }

    @Test
    void shouldSayInOneSentenceThatNobodyAnswers() throws IOException {
        Run run = Run.of("run", "--config", impatient(), "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no Kafka broker answers at 127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void shouldWaitForARegistryThatComesLater() throws Exception {
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults())) {
            prepare(cluster);
            cluster.killRegistry();

            try (CommandProcess run = start(cluster)) {
                run.awaitWords("waiting for the schema registry, ");
                cluster.startRegistry();
                run.awaitWords("state: RUNNING");
                run.terminate();

                assertThat(run.awaitExit()).as(run.said()).isZero();
                assertThat(run.said()).contains(" of at most 60 s: the schema registry at " + cluster.registryUrl());
            }
        }
    }

    @Test
    void shouldEndAtOnceWhenToldToStopWhileItWaits() throws Exception {
        try (CommandProcess run = CommandProcess.start(folder, "run", "--bootstrap-server", "127.0.0.1:1")) {
            run.awaitWords("waiting for a Kafka broker, ");
            long begun = System.nanoTime();
            run.interrupt();

            assertThat(run.awaitExit()).as(run.said()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(run.said())
                    .contains("told to stop while waiting for a Kafka broker")
                    .doesNotContain("error:", "\tat ");
        }
    }

    @Test
    void shouldEndWithExitCodeOneWhenTheWaitIsOver() throws Exception {
        Map<String, String> briefly = Map.of("TRADEWATCH_SCREENING_STARTUP_WAIT", "1s");
        try (CommandProcess run = CommandProcess.start(folder, briefly, "run", "--bootstrap-server", "127.0.0.1:1")) {
            assertThat(run.awaitExit()).as(run.said()).isEqualTo(1);
            assertThat(run.said()).contains("error: no Kafka broker answers at 127.0.0.1:1");
        }
    }

    @Test
    void shouldEndWithinTenSecondsOfCtrlCWhenTheBrokersAreGone() throws Exception {
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults())) {
            prepare(cluster);
            try (CommandProcess run = start(cluster)) {
                run.awaitWords("state: RUNNING");
                cluster.killBroker(1);
                long begun = System.nanoTime();
                run.interrupt();
                run.awaitExit();

                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as(run.said())
                        .isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void shouldRefuseToStartOnPartitionsThatWereAddedAndSayWhatToDo() throws Exception {
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults())) {
            prepare(cluster);
            try (CommandProcess run = start(cluster)) {
                run.awaitWords("state: RUNNING");
                run.terminate();
                assertThat(run.awaitExit()).as(run.said()).isZero();
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                admin.createPartitions(Map.of("transfers", NewPartitions.increaseTo(4)))
                        .all()
                        .get();
            }

            try (CommandProcess run = start(cluster)) {
                assertThat(run.awaitExit()).as(run.said()).isEqualTo(1);
                assertThat(run.said().replaceAll("\\s+", " "))
                        .contains("topic transfers has 4 partitions, expected 3")
                        .contains("Make a new topic", "Do not use StreamsResetter");
            }
            Run check = onCluster(cluster, "topics", "check");
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.out().replaceAll("\\s+", " "))
                    .contains("wrong transfers: has 4 partitions, expected 3")
                    .contains("warning violations: has 3 partitions, and transfers has 4")
                    .contains("tradewatch-transfer-revisions-changelog: partitions 3")
                    .contains("fix Make a new topic");
            Run doctor = onCluster(cluster, "doctor");
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.out().replaceAll("\\s+", " "))
                    .contains("failed topics: transfers: has 4 partitions, expected 3");
        }
    }

    private static void prepare(DevCluster cluster) {
        assertThat(onCluster(cluster, "topics", "create", "--partitions", "3").exitCode())
                .isZero();
        assertThat(onCluster(
                                cluster,
                                "measures",
                                "publish",
                                "--measures",
                                RandomTransferLines.MEASURES,
                                "--reference",
                                RandomTransferLines.REFERENCE)
                        .exitCode())
                .isZero();
    }

    private CommandProcess start(DevCluster cluster) throws IOException {
        return CommandProcess.start(
                folder,
                "run",
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--schema-registry",
                cluster.registryUrl());
    }

    private static Run onCluster(DevCluster cluster, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers()));
        all.addAll(List.of("--schema-registry", cluster.registryUrl()));
        return Run.of(all.toArray(String[]::new));
    }

    /** Settings of a run that asks once, on any port. */
    private String impatient() throws IOException {
        String settings = "screening:\n  startup-wait: 0\nhttp:\n  port: 0\n";
        return Files.writeString(folder.resolve("impatient.yaml"), settings).toString();
    }
}
