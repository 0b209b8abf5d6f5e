package io.tradewatch.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.Capability;
import io.tradewatch.cli.Run;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole of docker/compose.yaml but Grafana, of which there is no image that could be built here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
    private static final int ALERTS_OF_EVENTS = 14;
    private static final int PARTITIONS = 6;
    private static final Path CONSUMERS = Path.of("..", "docs", "consumers");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path folder;

    private Compose compose;
    private String servers;
    private String registry;

    @BeforeAll
    void start() throws Exception {
        compose = new Compose();
        servers = "localhost:" + compose.port("KAFKA_PORT");
        registry = "http://localhost:" + compose.port("REGISTRY_PORT") + "/apis/ccompat/v7";
        compose.up("tradewatch-1", "tradewatch-2", "prometheus");
    }

    @AfterAll
    void close() throws Exception {
        if (compose != null) {
            compose.down();
        }
    }

    @Test
    void shouldShowAlertsToKcatAndDecodedToClientsInJavaScriptAndJava() throws Exception {
        Path kcat = Capability.command("kcat");
        Path node = Capability.nodeFor(CONSUMERS.resolve("node"));
        Awaitility.await().atMost(PATIENCE).until(() -> keys(kcat).size() >= ALERTS_OF_EVENTS);
        List<String> keys = keys(kcat);
        String count = Integer.toString(keys.size());

        List<JsonNode> byJavaScript = new ArrayList<>();
        for (String line : client(
                node.toString(), CONSUMERS.resolve("node").resolve("read.js").toString(), count)) {
            byJavaScript.add(json.readTree(line));
        }
        List<String[]> byJava = client(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                        "-cp",
                        Path.of("target", "lib") + "/*",
                        CONSUMERS.resolve("java").resolve("ReadAlerts.java").toString(),
                        count)
                .stream()
                .map(line -> line.split("\t", -1))
                .toList();

        assertThat(byJavaScript.stream().map(alert -> alert.path("violationId").asText()))
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(byJavaScript)
                .anyMatch(alert -> alert.path("transferId").asText().contains("aurus")
                        && alert.path("provision").asText().equals("para. 7"));
        assertThat(byJava.stream().map(fields -> fields[0])).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(byJava).anyMatch(fields -> fields[3].contains("aurus") && fields[5].equals("para. 7"));
    }

    /** What a client prints. */
    private List<String> client(String... words) throws Exception {
        return Compose.output(List.of(words), Map.of("BOOTSTRAP_SERVERS", servers, "SCHEMA_REGISTRY_URL", registry))
                .lines()
                .toList();
    }

    @Test
    void shouldShareThePartitionsAndLoseNothingWhenOneInstanceIsKilled() throws Exception {
        Path kcat = Capability.command("kcat");
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> shares().equals(List.of(3, 3)));
        Awaitility.await().atMost(PATIENCE).until(() -> keys(kcat).size() >= ALERTS_OF_EVENTS);
        int before = keys(kcat).size();

        compose.run("kill", "-s", "SIGKILL", "tradewatch-2");
        publish(200);

        // The one that is left must take over what the other had.
        Awaitility.await().atMost(PATIENCE).until(() -> keys(kcat).size() >= before + 200);
        assertThat(keys(kcat)).hasSize(before + 200).doesNotHaveDuplicates();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> shares().stream().mapToInt(Integer::intValue).sum() == PARTITIONS);
        compose.run("start", "tradewatch-2");
    }

    @Test
    void shouldBeScrapedAndWatchedByPrometheus() throws Exception {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> prometheus("targets")
                        .at("/data/activeTargets")
                        .findValuesAsText("health")
                        .equals(List.of("up", "up")));

        assertThat(prometheus("rules").at("/data/groups").findValuesAsText("health"))
                .isNotEmpty()
                .containsOnly("ok");
    }

    private JsonNode prometheus(String what) throws Exception {
        URI address = URI.create("http://localhost:" + compose.port("PROMETHEUS_PORT") + "/api/v1/" + what);
        return json.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** How many partitions each instance holds, in ascending order. */
    private List<Integer> shares() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.describeConsumerGroups(List.of("tradewatch")).all().get().get("tradewatch").members().stream()
                    .map(MemberDescription::assignment)
                    .map(assignment -> (int) assignment.topicPartitions().stream()
                            .filter(partition -> partition.topic().equals("transfers"))
                            .count())
                    .sorted()
                    .toList();
        }
    }

    /** The keys of all committed alerts, as kcat reads them. */
    private List<String> keys(Path kcat) throws Exception {
        String lines = Compose.output(
                List.of(
                        kcat.toString(),
                        "-b",
                        servers,
                        "-C",
                        "-t",
                        "violations",
                        "-X",
                        "isolation.level=read_committed",
                        "-e",
                        "-q",
                        "-f",
                        "%k\\n"),
                Map.of());
        return lines.lines().toList();
    }

    private void publish(int transfers) throws Exception {
        Path file = folder.resolve("later.jsonl");
        Files.write(
                file,
                IntStream.range(0, transfers)
                        .mapToObj(number -> """
                                {"transferId":"later-%d","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"RU",\
                                "countryOfDestination":"KP","goodsItems":[{"itemNumber":1,"commodityCode":"8601.10"}]}""".formatted(number))
                        .toList());
        Run run = Run.of(
                "transfers", "publish", file.toString(), "--bootstrap-server", servers, "--schema-registry", registry);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
