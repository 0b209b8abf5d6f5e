package io.tradewatch.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DevClusterIT {
    private DevCluster cluster;
    private Probe probe;

    @BeforeAll
    void start() {
        cluster = DevCluster.start(DevClusterOptions.defaults());
        probe = new Probe(cluster);
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void shouldCarryRecordsInTransactions() throws Exception {
        probe.createTopic("carried");

        probe.write("carried", "coal");

        assertThat(probe.read("carried", 1)).containsExactly("coal");
    }

    /** Repeated, as the kill must fall between the commit of a transaction and its markers in the topic. */
    @RepeatedTest(3)
    void shouldKeepCommittedRecordsOfAKilledBroker(RepetitionInfo run) throws Exception {
        String topic = "kept-" + run.getCurrentRepetition();
        probe.createTopic(topic);
        probe.write(topic, "horses");
        long before = cluster.brokerPid(1);

        cluster.killBroker(1);
        cluster.startBroker(1);

        assertThat(cluster.brokerPid(1)).isNotEqualTo(before);
        assertThat(probe.read(topic, 1)).containsExactly("horses");
    }

    @Test
    void shouldKeepASchemaThatWasGivenAnIdJustBeforeTheRegistryWasKilled() throws Exception {
        String answer = probe.register("kept-value");
        assertThat(answer).startsWith("{\"id\":");

        cluster.killRegistry();
        cluster.startRegistry();

        assertThat(probe.subjects()).contains("\"kept-value\"");
        assertThat(probe.register("kept-value")).isEqualTo(answer);
    }

    @Test
    void shouldTellWhichServerEndedAndHow() throws Exception {
        CompletableFuture<EndedServer> told = new CompletableFuture<>();
        cluster.onServerEnd(told::complete);
        long pid = cluster.registryPid();

        cluster.killRegistry();
        EndedServer ended = told.get(10, TimeUnit.SECONDS);
        cluster.startRegistry();

        assertThat(ended.told()).isEqualTo("registry (process " + pid + ") has ended with exit code 137, by signal 9");
        assertThat(ended.log()).isEqualTo(cluster.dataDirectory().resolve("registry.log"));
        assertThat(ended.logTail()).isNotBlank();
    }

    @Test
    void shouldSayNothingOfServersThatItStopsAndEndThemWhileAnotherThreadWaitsForThem() throws Exception {
        CompletableFuture<EndedServer> told = new CompletableFuture<>();
        DevCluster other = DevCluster.start(DevClusterOptions.defaults());
        other.onServerEnd(told::complete);
        ProcessHandle registry = ProcessHandle.of(other.registryPid()).orElseThrow();

        Thread closing = new Thread(other::close);
        closing.start();
        other.killAll();
        closing.join();

        assertThat(registry.isAlive()).isFalse();
        assertThat(told).isNotDone();
    }

    @Test
    void shouldTakeNoNoticeOfAnInterruptOnTheTerminal() throws Exception {
        for (long pid : List.of(cluster.brokerPid(1), cluster.registryPid())) {
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        }

        probe.createTopic("still-there");
        assertThat(probe.topics()).contains("still-there");
        assertThat(probe.subjects()).startsWith("[");
    }

    @Test
    void shouldRefuseToStartWhatRuns() {
        assertThatThrownBy(cluster::startRegistry)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs already");
    }

    @Test
    void shouldNameThePortThatIsInUse(@TempDir Path folder) throws IOException {
        try (ServerSocket other = new ServerSocket(Ports.free(new HashSet<>()), 1, InetAddress.getLoopbackAddress())) {
            var options = DevClusterOptions.defaults().withDataDirectory(folder).withRegistryPort(other.getLocalPort());

            assertThatThrownBy(() -> DevCluster.start(options))
                    .isInstanceOfSatisfying(
                            PortInUseException.class,
                            refused -> assertThat(refused.port()).isEqualTo(other.getLocalPort()))
                    .hasMessageContaining("schema registry");
            assertThat(folder.resolve("broker-1.log")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseADataFolderInUse() {
        var options = DevClusterOptions.defaults().withDataDirectory(cluster.dataDirectory());

        assertThatThrownBy(() -> DevCluster.start(options))
                .isInstanceOf(DevClusterException.class)
                .hasMessageContaining("in use by another cluster");
    }

    @Test
    void shouldKeepTopicsAndSchemasFromOneStartToTheNext(@TempDir Path folder) throws Exception {
        var options = DevClusterOptions.defaults().withDataDirectory(folder);
        String clusterId;
        try (var first = DevCluster.start(options)) {
            Probe before = new Probe(first);
            before.createTopic("transfers");
            before.write("transfers", "vodka");
            before.register("transfers-value");
            clusterId = before.clusterId();
        }

        try (var second = DevCluster.start(options)) {
            Probe after = new Probe(second);

            assertThat(after.clusterId()).isEqualTo(clusterId);
            assertThat(after.read("transfers", 1)).containsExactly("vodka");
            assertThat(after.subjects()).isEqualTo("[\"transfers-value\"]");
        }
    }

    @Test
    void shouldTellWhatABrokerThatCannotStartLogged(@TempDir Path folder) throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("broker-1"), "in the way");

        assertThatThrownBy(() -> DevCluster.start(DevClusterOptions.defaults().withDataDirectory(folder)))
                .isInstanceOf(DevClusterException.class)
                .hasMessageContaining("ended before it served")
                .hasMessageContaining(notAFolder.toString());
    }

    @Test
    void shouldLeaveNoProcessWhenItsParentIsKilled(@TempDir Path folder) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle broker = process(said.readLine());
            ProcessHandle registry = process(said.readLine());

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> !broker.isAlive() && !registry.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
