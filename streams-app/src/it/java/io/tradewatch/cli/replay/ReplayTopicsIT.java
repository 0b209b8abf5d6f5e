package io.tradewatch.cli.replay;

import static io.tradewatch.cli.demo.RandomTransferLines.MEASURES;
import static io.tradewatch.cli.demo.RandomTransferLines.REFERENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.Servers;
import io.tradewatch.avro.Violation;
import io.tradewatch.cli.Run;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.replay.OutputTopic;
import io.tradewatch.replay.PlanFolder;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayException;
import io.tradewatch.replay.ReplayPlan;
import io.tradewatch.replay.ReplayRange;
import io.tradewatch.replay.ReplayRequest;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.screening.PartitionByTransfer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The topics that replays read and write on real Kafka: what they are found in, and what is left of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTopicsIT {
    private static final String EVENTS =
            Path.of(MEASURES).resolveSibling("demo/events.jsonl").toString();
    private static final int PARTITIONS = 2;

    /** Vehicles to the DPRK, a year and more before anybody banned them all. */
    private static final String BEFORE_THE_BAN = """
            {"transferId":"lorry-of-2016","occurredAt":"2016-05-01T00:00:00Z","countryOfDestination":"KP",\
            "goodsItems":[{"itemNumber":1,"commodityCode":"8704.21"}]}
            """;

    @TempDir
    private static Path folder;

    private Servers cluster;
    private Admin admin;
    private RegistrySchemas schemas;

    @BeforeAll
    void publish() throws IOException {
        cluster = Servers.start();
        admin = Admin.create(kafka());
        schemas = RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()));
        Files.writeString(folder.resolve("2016.jsonl"), BEFORE_THE_BAN);
        for (String prefix : List.of("", "shortened-", "compacted-")) {
            succeed(run("topics", "create", "--partitions", "" + PARTITIONS, "--topic-prefix", prefix));
            succeed(run(
                    "measures", "publish", "--measures", MEASURES, "--reference", REFERENCE, "--topic-prefix", prefix));
            succeed(run("transfers", "publish", EVENTS, "--topic-prefix", prefix));
        }
        succeed(run("transfers", "publish", path("2016.jsonl")));
    }

    @AfterAll
    void close() {
        schemas.close();
        admin.close();
        cluster.close();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    @Test
    void shouldWriteIntoATopicWhatItWritesIntoAFile() throws IOException {
        succeed(replay("--output", path("file.jsonl")));
        Run run = succeed(replay("--output", "found"));

        assertThat(run.err()).contains("output      topic found");
        assertThat(written("found")).isEqualTo(Files.readString(folder.resolve("file.jsonl")));
        for (ConsumerRecord<byte[], byte[]> record : records("found")) {
            Violation violation = decode(record);
            assertThat(record.key()).isEqualTo(violation.getViolationId().getBytes(UTF_8));
            assertThat(record.partition())
                    .isEqualTo(PartitionByTransfer.of(violation.getTransferId().getBytes(UTF_8), PARTITIONS));
        }
        succeed(replay("--against", "found"));
    }

    @Test
    void shouldRefuseBeforeItReadsATopicThatHoldsRecordsOrCannotBe() {
        Run full = replay("--output", "measures");
        Run impossible = replay("--output", "what?ever");

        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err()).contains("topic measures holds records already");
        assertThat(impossible.exitCode()).isEqualTo(1);
        assertThat(impossible.err()).contains("topic what?ever cannot be made");
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void shouldFillATopicOnceHoweverOftenARunIsTakenUp() throws Exception {
        List<Violation> found = found();
        ReplayPlan plan = plan("once");
        OutputTopic output = new OutputTopic("once");

        assertThatThrownBy(() -> output.write(replayed(), plan, broken(found.iterator(), 3), violation -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(topics()).doesNotContain("once");
        output.write(replayed(), plan, found.iterator(), violation -> {});
        output.write(replayed(), plan, found.iterator(), violation -> {});

        assertThat(records("once")).hasSameSizeAs(found);
        assertThatThrownBy(() -> output.write(replayed(), plan("other"), found.iterator(), violation -> {}))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("holds records already");
    }

    @Test
    void shouldLeaveNoTopicWhenItIsInterruptedWhileItWrites() throws Exception {
        List<Violation> found = found();
        ReplayPlan plan = plan("interrupted");
        OutputTopic output = new OutputTopic("interrupted");

        assertThatThrownBy(() -> output.write(
                        replayed(),
                        plan,
                        found.iterator(),
                        violation -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);

        assertThat(topics()).doesNotContain("interrupted");
    }

    @Test
    void shouldFillATopicThatSomebodyMadeForItAndLeaveItThereWhenItFails() throws Exception {
        admin.createTopics(List.of(new NewTopic("prepared", 3, (short) 1)))
                .all()
                .get();
        List<Violation> found = found();
        ReplayPlan plan = plan("prepared");
        OutputTopic output = new OutputTopic("prepared");

        assertThatThrownBy(() -> output.write(replayed(), plan, broken(found.iterator(), 3), violation -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(topics()).contains("prepared");
        assertThat(records("prepared")).isEmpty();
        output.requireFree(replayed(), PARTITIONS);
        output.write(replayed(), plan, found.iterator(), violation -> {});

        assertThat(records("prepared")).hasSameSizeAs(found);
    }

    @Test
    void shouldLeaveNoTopicNoGroupAndNoFolderBehind() throws ExecutionException, InterruptedException {
        succeed(replay("--from", "2018-01-01", "--to", "2019-01-01"));
        Set<String> topicsBefore = topics();
        Set<String> groupsBefore = groups();

        succeed(replay());
        replay("--against", "violations");

        assertThat(topics()).isEqualTo(topicsBefore);
        assertThat(groups()).isEqualTo(groupsBefore);
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void shouldJudgeByWhatWasOnRecordThenAndNeverByLawOfALaterDay() {
        String before = succeed(replay("--known-at", "2017-12-21")).out();
        String after = succeed(replay("--known-at", "2017-12-22")).out();

        assertThat(before).doesNotContain("UN-KP-2397-7-VEHICLES");
        assertThat(after).contains("UN-KP-2397-7-VEHICLES");
        assertThat(before).contains("UN-KP-2094-23-LUXURY-VEHICLES");
        assertThat(lines(after))
                .filteredOn(line -> line.contains("lorry-of-2016"))
                .noneMatch(line -> line.contains("UN-KP-2397-7-VEHICLES"));
    }

    @Test
    void shouldSaySinceWhenATopicIsCompleteWhoseStartIsDeleted() throws Exception {
        TopicPartition first = new TopicPartition("shortened-transfers", 0);
        admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        Run run = succeed(replay("--topic-prefix", "shortened-"));

        assertThat(run.err().replaceAll("\\s+", " "))
                .contains("The oldest records of topic shortened-transfers are deleted (partition 0)")
                .containsPattern("it is complete for what was sent since 20\\d\\d-");
    }

    @Test
    void shouldSayWhatMayBeMissingFromATopicThatIsCompacted() throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, "compacted-transfers"),
                        List.of(new AlterConfigOp(
                                new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get();

        Run run = succeed(replay("--topic-prefix", "compacted-"));

        assertThat(run.err().replaceAll("\\s+", " "))
                .contains("Topic compacted-transfers is compacted")
                .contains("earlier revisions may be missing");
    }

    @Test
    void shouldNotGoOnWithAPlanWhoseTopicWasMadeAnew() throws Exception {
        TopicNames topics = TopicNames.withPrefix("fleeting-");
        admin.createTopics(List.of(new NewTopic(topics.transfers(), 1, (short) 1)))
                .all()
                .get();
        ReplayRequest request = request(topics);
        try (PlanFolder plan = PlanFolder.open(folder.resolve("fleeting"))) {
            Replay.open(replayed(), request, plan, ReplayTopicsIT::laws).close();

            admin.deleteTopics(List.of(topics.transfers())).all().get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !topics().contains(topics.transfers()));
            admin.createTopics(List.of(new NewTopic(topics.transfers(), 1, (short) 1)))
                    .all()
                    .get();

            assertThatThrownBy(() -> Replay.open(replayed(), request, plan, ReplayTopicsIT::laws))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("was made anew since the plan");
            plan.discard();
        }
    }

    @Test
    void shouldRefuseDraftsThatAreNotSoundAndNameTheLine() throws IOException {
        Path drafts = Files.createDirectory(folder.resolve("unsound"));
        Files.writeString(drafts.resolve("draft.yaml"), "id: DRAFT\nprogramme: nobody\n");

        Run replay = replay("--measures", drafts.toString(), "--reference", REFERENCE);
        Run impact = run("measures", "impact", drafts.toString(), "--reference", REFERENCE);

        assertThat(List.of(replay.exitCode(), impact.exitCode())).containsExactly(1, 1);
        assertThat(replay.err()).contains("draft.yaml:").contains("measures lint");
        assertThat(impact.err()).contains("draft.yaml:").contains("measures lint");
    }

    @Test
    void shouldGiveTheSameWhenTwoReplaysRunAtOnce() throws Exception {
        String all = succeed(replay()).out();
        String then = succeed(replay("--known-at", "2017-12-01")).out();

        CompletableFuture<Run> one = CompletableFuture.supplyAsync(() -> replay("--plan", path("one")));
        CompletableFuture<Run> other =
                CompletableFuture.supplyAsync(() -> replay("--known-at", "2017-12-01", "--plan", path("other")));

        assertThat(succeed(one.get()).out()).isEqualTo(all);
        assertThat(succeed(other.get()).out()).isEqualTo(then).isNotEqualTo(all);
    }

    private List<Violation> found() {
        return lines(succeed(replay()).out()).stream()
                .map(line -> AvroJson.read(line, Violation.class).orElseThrow())
                .toList();
    }

    private ReplayPlan plan(String name) throws Exception {
        try (PlanFolder plan = PlanFolder.open(folder.resolve("plan-" + name));
                Replay replay =
                        Replay.open(replayed(), request(TopicNames.withPrefix("")), plan, ReplayTopicsIT::laws)) {
            return replay.plan();
        }
    }

    private static ReplayRequest request(TopicNames topics) {
        return new ReplayRequest(topics, ReplayRange.EVER, null, "files", null, Screening.DEFAULT_MAX_VIOLATIONS, null);
    }

    private static List<PlannedRuleset> laws() {
        return List.of(PlannedRuleset.of(Lint.check(Path.of(MEASURES), Path.of(REFERENCE))));
    }

    private ReplayCluster replayed() {
        return new ReplayCluster(kafka(), schemas);
    }

    /** What there is, and then a failure. */
    private static Iterator<Violation> broken(Iterator<Violation> violations, int after) {
        return new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Violation next() {
                if (given++ == after) {
                    throw new IllegalStateException("the disk is gone");
                }
                return violations.next();
            }
        };
    }

    private Set<String> topics() throws ExecutionException, InterruptedException {
        return new TreeSet<>(admin.listTopics().names().get());
    }

    private Set<String> groups() throws ExecutionException, InterruptedException {
        Set<String> groups = new TreeSet<>();
        admin.listGroups().all().get().forEach(group -> groups.add(group.groupId()));
        return groups;
    }

    /** The violations of a topic as a file would hold them. */
    private String written(String topic) throws IOException {
        StringWriter text = new StringWriter();
        ViolationFile.write(records(topic).stream().map(this::decode), text);
        return text.toString();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> properties = new HashMap<>(kafka());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return records;
    }

    private Violation decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new ViolationDecoder(schemas).decode(record.value()).orElseThrow();
        } catch (RegistryUnavailableException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static String path(String file) {
        return folder.resolve(file).toString();
    }

    private static Run succeed(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private Run replay(String... words) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(words));
        if (!all.contains("--plan")) {
            all.addAll(List.of("--plan", path("plan")));
        }
        return run(all.toArray(String[]::new));
    }

    private Run run(String... words) {
        return Run.of(Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "--bootstrap-server",
                                cluster.bootstrapServers(),
                                "--schema-registry",
                                cluster.registryUrl()))
                .toArray(String[]::new));
    }
}
