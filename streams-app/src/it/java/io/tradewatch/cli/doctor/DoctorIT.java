package io.tradewatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tradewatch.cli.Run;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Things made wrong on a real cluster, and what {@code doctor} says of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoctorIT {
    private static final String MEASURES = """
            instrument: { authority: UN, programme: UN-DPRK, title: "S/RES/2397 (2017)", adopted: 2017-12-22,
              url: "https://example.org/2397", hsEdition: HS2017 }
            measures:
              - id: VEHICLES
                revision: 1
                recordedAt: 2017-12-22T00:00:00Z
                status: ACTIVE
                provision: para. 7
                citationStatus: UNVERIFIED
                citationNote: made up for a test
                summary: Vehicles
                action: PROHIBIT
                flow: EXPORT
                targets: [KP]
                commodities: ["87"]
                effectiveFrom: 2017-12-22
            """;

    @TempDir
    private static Path folder;

    private DevCluster cluster;

    @BeforeAll
    void start() throws Exception {
        cluster = DevCluster.start(DevClusterOptions.defaults());
        Files.writeString(Files.createDirectory(folder.resolve("measures")).resolve("one.yaml"), MEASURES);
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void shouldFindNothingWrongWhereAllIsWell(TestInfo test) {
        create(test, 3);
        publishMeasures(test);

        Run doctor = run(test, "doctor");
        Run json = run(test, "doctor", "--json");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
        assertThat(words(doctor.out()))
                .contains("ok brokers: 1 broker answers over PLAINTEXT at " + cluster.bootstrapServers())
                .contains("ok registry: answers at " + cluster.registryUrl())
                .contains("ok subjects: " + prefix(test) + "measures-value has our contract")
                .contains("ok versions: new enough (")
                .contains("ok topics: " + prefix(test) + "transfers: partitions 3, copies 1")
                .contains("ok partitions: " + prefix(test) + "transfers: all of the newest 0 records")
                .contains("ok rights: nothing is missing of the 14 rights")
                .contains("ok law: 1 measures count, the newest record is of ")
                .doesNotContain("failed");
        assertThat(doctor.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(json.exitCode()).isZero();
        assertThat(json.out()).startsWith("{\"ok\":true,\"checks\":[{\"check\":\"brokers\",\"verdict\":\"ok\"");
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnceWithItsFix(TestInfo test) throws Exception {
        create(test, 2);
        alter(prefix(test) + "transfers", "cleanup.policy", "compact");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.deleteTopics(List.of(prefix(test) + "violations")).all().get();
        }
        Path settings = Files.writeString(folder.resolve("threads.yaml"), "screening:\n  threads: 4\n");

        Run doctor = run(test, "doctor", "--config", settings.toString());

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(words(doctor.out()))
                .contains("failed topics: " + prefix(test) + "violations: does not exist fix tradewatch topics create")
                .contains("failed topics: " + prefix(test) + "transfers: cleanup.policy is compact, expected delete")
                .contains("--add-config cleanup.policy=delete")
                .contains(
                        "warning topics: " + prefix(test)
                                + "transfers: has 2 partitions, and screening.threads is 4: 2 threads of this instance stay idle")
                .contains("failed law: nothing is screened: the ruleset has no measure")
                .contains("fix tradewatch measures publish")
                .contains("warning subjects: " + prefix(test) + "transfers-value does not exist yet")
                .contains("ok brokers: ")
                .contains("ok rights: ");
    }

    @Test
    void shouldWarnOfViolationsWithOtherPartitionsThanTransfersAndNotFail(TestInfo test) throws Exception {
        create(test, 2);
        publishMeasures(test);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createPartitions(Map.of(
                            prefix(test) + "violations", NewPartitions.increaseTo(3),
                            prefix(test) + "dead-letters", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }

        Run doctor = run(test, "doctor");
        Run check = run(test, "topics", "check");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
        assertThat(words(doctor.out()))
                .contains("warning topics: " + prefix(test) + "violations: has 3 partitions, and " + prefix(test)
                        + "transfers has 2")
                .contains("ok topics: " + prefix(test) + "dead-letters: partitions 3");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(words(check.out()))
                .contains("warning " + prefix(test) + "violations: partitions 3")
                .contains("fix Nothing, if it always had 3 partitions.");
    }

    @Test
    void shouldFindStateForAnotherNumberOfPartitionsAndAChangelogThatIsTooSmall(TestInfo test) throws Exception {
        create(test, 2);
        publishMeasures(test);
        Path settings = Files.writeString(folder.resolve("stateful.yaml"), "application-id: stateful\n");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<String, String> small = Map.of("cleanup.policy", "compact", "max.message.bytes", "1048588");
            admin.createTopics(List.of(
                            new NewTopic("stateful-violations-by-transfer-changelog", 1, (short) 1).configs(small)))
                    .all()
                    .get();
        }

        Run doctor = run(test, "doctor", "--config", settings.toString());

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(words(doctor.out()))
                .contains("failed topics: " + prefix(test)
                        + "transfers: has 2 partitions, expected 1: there is state for 1")
                .contains("Do not use StreamsResetter")
                .contains(
                        "failed topics: stateful-violations-by-transfer-changelog: max.message.bytes is 1048588, expected"
                                + " at least 1179660 (that of " + prefix(test) + "violations, and room for headers)");
    }

    @Test
    void shouldCountTransfersThatAProducerPutIntoForeignPartitions(TestInfo test) throws Exception {
        create(test, 3);
        publishMeasures(test);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                sent.add(producer.send(new ProducerRecord<>(prefix(test) + "transfers", 0, "T-" + i, "not ours")));
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }

        Run doctor = run(test, "doctor");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
        assertThat(words(doctor.out()))
                .containsPattern("warning partitions: " + prefix(test)
                        + "transfers: 6\\d\\d of the newest 1000 records stand in another partition")
                .contains("fix Use one partitioner for all producers");
    }

    @Test
    void shouldSayThatTheLawIsTooOld(TestInfo test) throws Exception {
        create(test, 1);
        publishMeasures(test);
        Path settings = Files.writeString(folder.resolve("age.yaml"), "http:\n  max-law-age: 1ms\n");

        Run doctor = run(test, "doctor", "--config", settings.toString());

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(words(doctor.out())).contains("failed law: 1 measures count").contains("http.max-law-age");
    }

    @Test
    void shouldSayThatTheRegistryWillNotHaveOurContract(TestInfo test) throws Exception {
        create(test, 1);
        String other = "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}";
        post(cluster.registryUrl() + "/subjects/" + prefix(test) + "transfers-value/versions", other);
        put(cluster.registryUrl() + "/config/" + prefix(test) + "transfers-value", "{\"compatibility\": \"FULL\"}");

        Run doctor = run(test, "doctor");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(words(doctor.out()))
                .contains("failed subjects: " + prefix(test)
                        + "transfers-value has a schema that our contract is not compatible with");
    }

    @Test
    void shouldSayThatTheRegistryDoesNotAcceptThePassword(TestInfo test) throws Exception {
        create(test, 1);
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        registry.start();
        try {
            String url = "http://127.0.0.1:" + registry.getAddress().getPort();
            Run doctor = run(test, "doctor", "--schema-registry", url);

            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(words(doctor.out()))
                    .contains("failed registry: the schema registry at " + url
                            + " does not accept our user and password (HTTP status 401: ")
                    .contains("schema-registry.basic.auth.user.info")
                    .contains("unchecked subjects: the registry gives no answer")
                    .contains("ok topics: ")
                    .contains("unchecked law: the registry gives no answer");
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void shouldEndSoonAndSayWhatIsThereWhenNothingAnswersAsKafkaDoes(TestInfo test) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + mute.getLocalPort();
            long start = System.nanoTime();
            Run doctor = run(test, "doctor", "--bootstrap-server", address, "--schema-registry", "http://" + address);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(16));
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(words(doctor.out()))
                    .contains("failed brokers: no Kafka broker answers at " + address + " (something listens at "
                            + address + ", but does not answer as Kafka does over PLAINTEXT")
                    .contains("failed registry: ")
                    .contains("unchecked topics: no broker answers");
        }
    }

    @Test
    void shouldTellAWrongHostFromAWrongPort(TestInfo test) {
        Run port = run(test, "doctor", "--bootstrap-server", "127.0.0.1:1", "--schema-registry", "http://127.0.0.1:1");
        Run host = run(test, "topics", "check", "--bootstrap-server", "no-such-host.invalid:9092");

        assertThat(words(port.out())).contains("nothing listens at 127.0.0.1:1");
        assertThat(words(host.err())).contains("there is no host named no-such-host.invalid");
    }

    private void create(TestInfo test, int partitions) {
        succeed(run(test, "topics", "create", "--partitions", "" + partitions));
    }

    private void publishMeasures(TestInfo test) {
        succeed(run(
                test,
                "measures",
                "publish",
                "--measures",
                folder.resolve("measures").toString(),
                "--reference",
                "../config/reference"));
    }

    private static void succeed(Run run) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    private void alter(String topic, String name, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void post(String url, String body) throws Exception {
        send(url, "POST", body);
    }

    private static void put(String url, String body) throws Exception {
        send(url, "PUT", body);
    }

    private static void send(String url, String method, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Each test has topics of its own. */
    private static String prefix(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName() + "-";
    }

    /** The text with its line breaks taken out. */
    private static String words(String text) {
        return text.replace("\\", "").replaceAll("\\s+", " ");
    }

    private Run run(TestInfo test, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--topic-prefix", prefix(test)));
        if (!all.contains("--bootstrap-server")) {
            all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers()));
        }
        if (!all.contains("--schema-registry")) {
            all.addAll(List.of("--schema-registry", cluster.registryUrl()));
        }
        return Run.of(all.toArray(String[]::new));
    }
}
