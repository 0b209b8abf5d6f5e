package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.measures.Lint;
import java.nio.file.Path;
import java.util.Optional;
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
    void shouldNameTheCommandThatCreatesMissingTopics() {
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults())) {
            Run run = Run.of(
                    "run",
                    "--bootstrap-server",
                    cluster.bootstrapServers(),
                    "--schema-registry",
                    cluster.registryUrl());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("topic transfers does not exist", "tradewatch topics create");
        }
    }

    @Test
    void shouldSayInOneSentenceThatNobodyAnswers() {
        Run run = Run.of("run", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no Kafka broker answers at 127.0.0.1:1").doesNotContain("\tat ");
    }
}
