package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.Servers;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.Violations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands for topics, transfers, alerts and dead letters against real Kafka with a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsIT {
    private static final String TRANSFER = """
            {"transferId":"%s","occurredAt":"2024-02-18T00:00:00Z","countryOfDestination":"KP",\
            "goodsItems":[{"itemNumber":1,"commodityCode":"8703.40"}]}
            """;

    @TempDir
    private Path folder;

    private Servers cluster;

    @BeforeAll
    void start() {
        cluster = Servers.start();
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void shouldCreateTopicsThatPassTheCheckAndLeaveThemAloneTheSecondTime(TestInfo test) {
        Run first = run(test, "topics", "create", "--partitions", "3");
        Run second = run(test, "topics", "create", "--partitions", "9");
        Run check = run(test, "topics", "check");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out().lines()).hasSize(4).allMatch(line -> line.startsWith("created"));
        assertThat(second.out()).contains("existed").doesNotContain("created");
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(words(check.out())).contains("transfers: partitions 3").contains("measures: partitions 1");
    }

    @Test
    void shouldNameEveryDeviationWithTheCommandThatFixesIt(TestInfo test) throws Exception {
        run(test, "topics", "create");
        alter(prefix(test) + "transfers", "retention.ms", "1000");
        alter(prefix(test) + "violations", "min.compaction.lag.ms", "0");
        alter(prefix(test) + "measures", "delete.retention.ms", "1");
        alter(prefix(test) + "dead-letters", "max.message.bytes", "1000000");

        Run check = run(test, "topics", "check");
        Run json = run(test, "topics", "check", "--json");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(words(check.out()))
                .contains("retention.ms is 1000, expected -1 or at least 2592000000 (screening.look-back)")
                .contains("min.compaction.lag.ms is 0, expected at least 2592000000")
                .contains("delete.retention.ms is 1, expected 9223372036854775807")
                .contains("max.message.bytes is 1000000, expected at least")
                .contains("--entity-name " + prefix(test) + "transfers \\ --add-config retention.ms=-1");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).startsWith("{\"ok\":false,");
    }

    @Test
    void shouldCheckAgainstTheLookBackThatIsSet(TestInfo test) throws Exception {
        run(test, "topics", "create");
        Path config = Files.writeString(folder.resolve("longer.yaml"), "screening:\n  look-back: 60d\n");

        Run check = run(test, "topics", "check", "--config", config.toString());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("min.compaction.lag.ms");
    }

    @Test
    void shouldSayWhatKafkaRefuses(TestInfo test) {
        Run create = run(test, "topics", "create", "--replication-factor", "3");

        assertThat(create.exitCode()).isEqualTo(1);
        assertThat(create.err())
                .startsWith("error: Kafka: ")
                .contains("replicat")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldSayThatTopicsAreMissing(TestInfo test) throws Exception {
        Path file = Files.writeString(folder.resolve("any.jsonl"), TRANSFER.formatted("T-1"));

        Run check = run(test, "topics", "check");
        Run publish = run(test, "transfers", "publish", file.toString());
        Run tail = run(test, "violations", "tail");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("does not exist").contains("tradewatch topics create");
        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(words(publish.err())).contains("there is no topic " + prefix(test) + "transfers");
        assertThat(tail.exitCode()).isEqualTo(1);
        assertThat(words(tail.err())).contains("there is no topic " + prefix(test) + "violations");
    }

    @Test
    void shouldPublishTheGoodRowsAndReportTheBadOnesByLine(TestInfo test) throws Exception {
        run(test, "topics", "create");
        String tooLarge = TRANSFER.formatted("T-3").replace("8703.40", "8".repeat(1_100_000));
        Path file = Files.writeString(
                folder.resolve("rows.jsonl"),
                TRANSFER.formatted("T-1") + "{broken\n" + tooLarge + TRANSFER.formatted("T-2"));

        Run publish = run(test, "transfers", "publish", file.toString());

        assertThat(publish.exitCode()).as(publish.err()).isEqualTo(4);
        assertThat(publish.err())
                .contains("rows.jsonl:2: MALFORMED_JSON")
                .contains("rows.jsonl:3: TOO_LARGE")
                .contains("published   2")
                .contains("bad rows    MALFORMED_JSON 1, TOO_LARGE 1");
        assertThat(keys(prefix(test) + "transfers")).containsExactlyInAnyOrder("T-1", "T-2");
    }

    @Test
    void shouldPublishNothingInADryRun(TestInfo test) throws Exception {
        run(test, "topics", "create");
        Path file = Files.writeString(folder.resolve("dry.jsonl"), TRANSFER.formatted("T-1"));

        Run publish = run(test, "transfers", "publish", file.toString(), "--dry-run");

        assertThat(publish.err()).contains("good        1");
        assertThat(keys(prefix(test) + "transfers")).isEmpty();
    }

    @Test
    void shouldSayThatTheRegistryDoesNotAnswer(TestInfo test) throws Exception {
        run(test, "topics", "create");
        Path file = Files.writeString(folder.resolve("one.jsonl"), TRANSFER.formatted("T-1"));

        Run publish = run(test, "transfers", "publish", file.toString(), "--schema-registry", "http://127.0.0.1:1");

        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(publish.err())
                .contains("http://127.0.0.1:1")
                .contains("--schema-registry")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldShowAlertsToPeopleAndToPrograms(TestInfo test) throws Exception {
        run(test, "topics", "create");
        Violation alert = alert();
        try (RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()))) {
            String topic = prefix(test) + "violations";
            send(new ProducerRecord<>(
                    topic,
                    alert.getViolationId().getBytes(StandardCharsets.UTF_8),
                    RegistryEncoder.violations(schemas, topic, Registration.AUTOMATIC)
                            .encode(alert)));
        }

        Run people = run(test, "violations", "tail", "--from-beginning", "--max", "1");
        Run programs = run(test, "violations", "tail", "--from-beginning", "--max", "1", "--json");

        assertThat(people.exitCode()).as(people.err()).isZero();
        assertThat(people.out())
                .contains("OPEN  UNSCREENABLE, CERTAIN, UNSCREENABLE")
                .contains("    An explanation.")
                .contains(alert.getViolationId());
        assertThat(people.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(programs.out().strip()).isEqualTo(AvroJson.write(alert));
    }

    @Test
    void shouldListDeadLettersByReasonAndWithTheirBytes(TestInfo test) throws Exception {
        run(test, "topics", "create");
        deadLetter(test, "UNDECODABLE", "\u0000broken".getBytes(StandardCharsets.UTF_8));
        deadLetter(test, "NULL_VALUE", null);

        Run all = run(test, "dead-letters", "list");
        Run one = run(test, "dead-letters", "list", "--reason", "UNDECODABLE", "--json");
        Run none = run(test, "dead-letters", "list", "--since", "2999-01-01T00:00:00Z");

        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(words(all.out()))
                .contains("UNDECODABLE what exactly is wrong")
                .contains("from transfers-2@17, 2024-02-18T00:00:00Z")
                .contains("7 bytes")
                .contains(".broken")
                .contains("no value");
        assertThat(all.err()).contains("dead letters  NULL_VALUE 1, UNDECODABLE 1");
        assertThat(one.out().lines()).hasSize(1);
        assertThat(one.out()).contains("\"value\":\"AGJyb2tlbg==\"").contains("\"offset\":17");
        assertThat(none.err()).contains("dead letters  none");
    }

    private static Violation alert() {
        Transfer transfer =
                AvroJson.read(TRANSFER.formatted("T-1"), Transfer.class).orElseThrow();
        assertThat(TransferMapping.toScreening(transfer).orElseThrow().transferId())
                .isEqualTo("T-1");
        Finding finding = new Finding(
                1, null, ViolationType.UNSCREENABLE, Set.of(), List.of(), List.of(), null, null, null, List.of(), null);
        assertThat(finding.measureId()).isEqualTo(Violations.UNSCREENABLE);
        return ViolationRecords.of(
                transfer,
                finding,
                "0123456789abcdef",
                0,
                ViolationStatus.OPEN,
                StatusReason.DETECTED,
                "An explanation.");
    }

    private void deadLetter(TestInfo test, String reason, byte[] value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(prefix(test) + "dead-letters", value);
        Map.of(
                        DeadLetters.REASON,
                        reason,
                        DeadLetters.DETAIL,
                        "what exactly is wrong",
                        DeadLetters.TOPIC,
                        "transfers",
                        DeadLetters.PARTITION,
                        "2",
                        DeadLetters.OFFSET,
                        "17",
                        DeadLetters.TIMESTAMP,
                        "2024-02-18T00:00:00Z")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private void alter(String topic, String name, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(change).all().get();
        }
    }

    private List<String> keys(String topic) {
        List<String> keys = new ArrayList<>();
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", cluster.bootstrapServers()), topic)) {
            reader.fromBeginning();
            reader.readToEnd(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
        }
        return keys;
    }

    /** Each test has topics of its own. */
    private static String prefix(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName() + "-";
    }

    /** The text with its line breaks taken out. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Run run(TestInfo test, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers(), "--topic-prefix", prefix(test)));
        if (!all.contains("--schema-registry")) {
            all.addAll(List.of("--schema-registry", cluster.registryUrl()));
        }
        return Run.of(all.toArray(String[]::new));
    }
}
