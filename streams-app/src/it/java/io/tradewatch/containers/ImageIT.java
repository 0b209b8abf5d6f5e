package io.tradewatch.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The image as it is run: beside a broker and a registry that are containers too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
    private static final String EVENTS = "/opt/tradewatch/config/demo/events.jsonl";
    private static final int ALERTS_OF_EVENTS = 14;
    private static final int PARTITIONS = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private ContainerCluster cluster;

    @BeforeAll
    void start() {
        cluster = ContainerCluster.start();
        execute("topics", "create");
        execute("measures", "publish");
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldScreenAndAfterSigtermUnderLoadGoOnWithNothingLostAndNothingDoubled() throws Exception {
        execute("transfers", "publish", EVENTS);
        try (TradewatchContainer application = TradewatchContainer.running(cluster)) {
            application.start();
            awaitAlerts(ALERTS_OF_EVENTS);

            CompletableFuture<Run> load = publishInTheBackground(transfers(20_000));
            awaitAlerts(ALERTS_OF_EVENTS + 50);
            long exitCode = application.stopInGoodOrder();

            assertThat(exitCode).as(application.getLogs()).isZero();
            assertThat(application.isOutOfMemory()).isFalse();

            application.startAgain();
            assertThat(load.join().exitCode()).as(load.join().err()).isZero();
            List<String> alerts = awaitAlerts(ALERTS_OF_EVENTS + 2_000);

            // Each of them is an alert of its own: an id that came twice would be a double.
            assertThat(alerts).doesNotHaveDuplicates().hasSize(ALERTS_OF_EVENTS + 2_000);
            assertThat(application.isOutOfMemory()).isFalse();
        }
    }

    @Test
    void shouldTellItsHealthToAnybodyAndItsMetricsToWhoShowsTheToken() throws Exception {
        try (TradewatchContainer application = TradewatchContainer.running(cluster)) {
            application.start();

            assertThat(application.execInContainer("tradewatch-health").getExitCode())
                    .isZero();
            assertThat(status(application.url() + "/metrics", "")).isEqualTo(401);
            assertThat(status(application.url() + "/metrics", TradewatchContainer.TOKEN))
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldWriteNowhereButIntoItsVolume() throws Exception {
        try (TradewatchContainer application = TradewatchContainer.running(cluster)) {
            application.start();

            assertThat(application
                            .execInContainer("touch", "/opt/tradewatch/written")
                            .getStderr())
                    .contains("Read-only file system");
            assertThat(application.execInContainer("id", "-u").getStdout().strip())
                    .isEqualTo("10001");
            assertThat(application
                            .execInContainer("ls", "/opt/tradewatch/lib", "/opt/tradewatch/app")
                            .getStdout())
                    .contains("streams-app", "rocksdbjni")
                    .doesNotContain("dev-cluster", "kafka-server", "apicurio");
        }
    }

    @Test
    void shouldSayThatItBringsNoKafkaOfItsOwn() {
        assertThat(said(TradewatchContainer.command(cluster, "demo")))
                .startsWith("exit code 1:")
                .contains("brings no Kafka");
    }

    @Test
    void shouldNotListenWhereNobodyIsAskedForAToken() {
        assertThat(said(TradewatchContainer.command(cluster, "run")))
                .startsWith("exit code 2:")
                .contains("http.host is '0.0.0.0'", "neither http.token nor");
    }

    @Test
    void shouldNameTheSettingThatIsWrongAndEndWithExitCodeTwo() {
        TradewatchContainer wrong =
                TradewatchContainer.command(cluster, "topics", "check").withEnv("TRADEWATCH_SCREENING_THREADS", "none");

        assertThat(said(wrong)).startsWith("exit code 2:").contains("screening.threads is 'none', expected a");
    }

    /** Runs a command that must succeed. */
    private void execute(String... words) {
        assertThat(said(TradewatchContainer.command(cluster, words))).startsWith("exit code 0:");
    }

    /** How a command ends, and what it says. */
    private static String said(TradewatchContainer command) {
        try (command) {
            command.start();
            return "exit code " + command.exitCode() + ": " + command.getLogs().replaceAll("\\s+", " ");
        }
    }

    /** One in ten is a locomotive to North Korea, which breaks one measure; the rest are nuts to France. */
    private static List<String> transfers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        """
                        {"transferId":"load-%d","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"RU",\
                        "countryOfDestination":"%s","goodsItems":[{"itemNumber":1,"commodityCode":"%s"}]}""".formatted(number, number % 10 == 0 ? "KP" : "FR", number % 10 == 0 ? "8601.10" : "0802.11"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private CompletableFuture<Run> publishInTheBackground(List<String> transfers) throws IOException {
        Path file = folder.resolve("load.jsonl");
        Files.write(file, transfers);
        return CompletableFuture.supplyAsync(() -> Run.of(
                "transfers",
                "publish",
                file.toString(),
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--schema-registry",
                cluster.registryUrl()));
    }

    /** The keys of all committed alerts, once there are as many as this. */
    private List<String> awaitAlerts(int count) {
        Map<String, Object> reading = new HashMap<>();
        reading.put("bootstrap.servers", cluster.bootstrapServers());
        reading.put("isolation.level", "read_committed");
        reading.put("auto.offset.reset", "earliest");
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition("violations", partition))
                    .toList());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (keys.size() < count && System.nanoTime() < deadline) {
                read(consumer, keys);
            }
            // What comes too much comes soon.
            read(consumer, keys);
        }
        assertThat(keys).hasSizeGreaterThanOrEqualTo(count);
        return keys;
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, List<String> keys) {
        consumer.poll(Duration.ofSeconds(1))
                .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
    }

    private static int status(String url, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
