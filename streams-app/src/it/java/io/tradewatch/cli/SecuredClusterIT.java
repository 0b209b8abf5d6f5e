package io.tradewatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.tradewatch.cli.access.Right;
import io.tradewatch.cli.access.Rights;
import io.tradewatch.cli.access.RightsProbe;
import io.tradewatch.codec.DeadLetters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The table of least rights is true: with exactly its rights each command works on a cluster that allows nothing else, and
 * without any one of them it does not, and says which one is missing and what grants it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecuredClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String TRANSFER = """
            {"transferId":"%s","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"RU",\
            "countryOfDestination":"KP","goodsItems":[{"itemNumber":1,"commodityCode":"8703.40"}]}
            """;

    private static final String MEASURE = """
            instrument: { authority: UN, programme: UN-DPRK, title: "S/RES/2397 (2017)", adopted: 2017-12-22,
              url: "https://example.org/2397", hsEdition: HS2017 }
            measures:
              - id: %s
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

    private SecuredCluster cluster;
    private int counter;
    private @Nullable Thread stopping;

    @BeforeAll
    void setTheScene() throws Exception {
        cluster = new SecuredCluster(folder);
        byTheBackDoor("topics", "create", "--partitions", "1");
        byTheBackDoor("measures", "publish", "--measures", measures("VEHICLES"), "--reference", "../config/reference");
        byTheBackDoor("transfers", "publish", transfers("first"));
    }

    @AfterAll
    void close() throws InterruptedException {
        if (stopping != null) {
            stopping.join();
        }
        cluster.close();
    }

    /** How a command is given once. */
    @FunctionalInterface
    private interface Attempt {
        /** The words of the command, of which every attempt has its own. */
        List<String> words() throws Exception;
    }

    @Test
    @Order(1)
    void shouldRunWithItsRightsAndNotWithoutOneOfThem() throws Exception {
        List<Right> needed = rights("run", Map.of());
        cluster.allow(needed);
        assertThat(outcomeOfRun("app", "works")).isEmpty();

        cluster.allow(needed);
        Run doctor = asTheClerk(settings("application-id: app"), List.of("doctor"));
        assertThat(words(doctor.out()))
                .contains("ok brokers: 1 broker answers over SASL_SSL")
                .contains("ok rights: nothing is missing of the 14 rights")
                .doesNotContain("failed");

        try (Admin clerk = Admin.create(cluster.properties(SecuredCluster.PASSWORD))) {
            for (Right missing : needed) {
                cluster.allow(without(missing, needed));
                assertThat(new RightsProbe(clerk).missing(needed)).containsExactly(missing);
            }
        }
        Right last = needed.get(needed.size() - 1);
        Run lacking = asTheClerk(settings("application-id: app"), List.of("doctor"));
        assertThat(lacking.exitCode()).isEqualTo(1);
        assertThat(words(lacking.out()))
                .contains("failed rights: User:clerk lacks " + last + " fix kafka-acls.sh --bootstrap-server "
                        + cluster.address() + " --add --allow-principal User:clerk --operation Write");

        for (Right missing : needed) {
            if (missing.operation() != AclOperation.CREATE) {
                cluster.allow(without(missing, needed));
                expectFailedRun("app", missing);
            }
        }
        // Last, as such an application takes half a minute to stop. Topics that are there need not be created.
        Right create = needed.stream()
                .filter(right -> right.operation() == AclOperation.CREATE)
                .findFirst()
                .orElseThrow();
        List<Right> anew = rights("run", Map.of("application-id", "anew"));
        cluster.allow(without(anew.get(needed.indexOf(create)), anew));
        expectFailedRun("anew", create);
    }

    private void expectFailedRun(String application, Right missing) throws Exception {
        assertThat(outcomeOfRun(application, missing.toString()))
                .as("run without " + missing)
                .contains("uthoriz");
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> shouldNeedWhatTheTableSays() throws Exception {
        String drafts = measures("DRAFT");
        return Stream.of(
                test("topics check", () -> List.of("topics", "check")),
                test("transfers publish", () -> List.of("transfers", "publish", transfers("another"))),
                test(
                        "measures publish",
                        () -> List.of(
                                "measures",
                                "publish",
                                "--measures",
                                measures("M-" + counter++),
                                "--reference",
                                "../config/reference")),
                test(
                        "measures diff",
                        () -> List.of("measures", "diff", "--measures", drafts, "--reference", "../config/reference")),
                test(
                        "measures impact",
                        () -> List.of(
                                "measures",
                                "impact",
                                "--measures",
                                drafts,
                                "--reference",
                                "../config/reference",
                                "--plan",
                                plan())),
                test("violations tail", () -> List.of("violations", "tail", "--from-beginning", "--max", "1")),
                test("dead-letters list", () -> List.of("dead-letters", "list")),
                test("dead-letters redrive", () -> {
                    deadLetter();
                    return List.of("dead-letters", "redrive");
                }),
                test("replay", () -> List.of("replay", "--plan", plan())),
                test("explain", () -> List.of("explain", "first")));
    }

    private DynamicTest test(String command, Attempt attempt) {
        return dynamicTest(command, () -> {
            List<Right> needed = rights(command, Map.of());
            assertThat(needed).isNotEmpty();
            Path settings = settings("");
            cluster.allow(needed);
            Run well = asTheClerk(settings, attempt.words());
            assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
            for (Right missing : needed) {
                cluster.allow(without(missing, needed));
                expectRefusal(asTheClerk(settings, attempt.words()), missing);
            }
        });
    }

    @Test
    @Order(3)
    void shouldCreateTopicsWithItsRightsOnly() throws Exception {
        int count = rights("topics create", Map.of()).size();
        for (int i = -1; i < count; i++) {
            String prefix = "made" + counter++ + "-";
            Path settings = settings("topics:\n  prefix: " + prefix);
            List<Right> needed = rights(
                    "topics create",
                    Map.of(
                            "transfers", prefix + "transfers",
                            "measures", prefix + "measures",
                            "violations", prefix + "violations",
                            "dead-letters", prefix + "dead-letters"));
            cluster.allow(i < 0 ? needed : without(needed.get(i), needed));
            Run run = asTheClerk(settings, List.of("topics", "create", "--partitions", "1"));
            if (i < 0) {
                assertThat(run.exitCode()).as(run.err()).isZero();
            } else {
                expectRefusal(run, needed.get(i));
            }
        }
    }

    @Test
    @Order(4)
    void shouldReplayIntoATopicAndAgainstOneWithTheRightsForIt() throws Exception {
        Path settings = settings("");
        for (String option : List.of("against", "output")) {
            int count = rights("replay", Map.of(option, "any")).size();
            for (int i = 2; i < count; i++) {
                String topic = option.equals("output") ? "output" + counter++ : "violations";
                List<Right> needed = rights("replay", Map.of(option, topic));
                // The first three are those of a replay without options; in place of the last of them, none is missing.
                cluster.allow(i == 2 ? needed : without(needed.get(i), needed));
                Run run = asTheClerk(settings, List.of("replay", "--plan", plan(), "--" + option, topic));
                if (i == 2) {
                    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
                } else {
                    expectRefusal(run, needed.get(i));
                }
            }
        }
    }

    @Test
    @Order(5)
    void shouldSayThatAPasswordIsWrong() throws Exception {
        cluster.allow(rights("run", Map.of()));
        Path kafka = cluster.settings("wrong-kafka", "wrong", SecuredCluster.PASSWORD, "");
        Path registry = cluster.settings("wrong-registry", SecuredCluster.PASSWORD, "wrong", "");

        Run list = asTheClerk(kafka, List.of("dead-letters", "list"));
        Run publish = asTheClerk(registry, List.of("transfers", "publish", transfers("never")));
        Run doctor = asTheClerk(kafka, List.of("doctor"));

        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(words(list.err()))
                .contains("Kafka at " + cluster.address() + " does not accept who we say we are")
                .contains("kafka.sasl.jaas.config")
                .doesNotContain("wrong\"");
        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(words(publish.err()))
                .contains("does not accept our user and password (HTTP status 401")
                .contains("schema-registry.basic.auth.user.info");
        assertThat(words(doctor.out())).contains("failed brokers: Kafka at " + cluster.address() + " does not accept");
    }

    private static void expectRefusal(Run run, Right missing) {
        assertThat(run.exitCode())
                .as("without " + missing + ": " + run.out() + run.err())
                .isEqualTo(1);
        assertThat(words(run.err()))
                .as("without " + missing)
                .contains("does not allow User:clerk " + missing + " (")
                .contains("fix: Have somebody who administers Kafka run kafka-acls.sh --bootstrap-server")
                .contains("--operation " + missing.operationName());
    }

    /**
     * Starts the application, gives it something to find, and waits until it has found it or failed for lack of a right.
     *
     * @return what it says of the failure; empty where there was none
     */
    private String outcomeOfRun(String application, String what) throws Exception {
        Path settings = settings("application-id: " + application + "\nscreening:\n  state-dir: "
                + folder.resolve("state" + counter++) + "\nhttp:\n  port: 0");
        try (Complaints complaints = new Complaints()) {
            String transfer = "of-run-" + counter++;
            byTheBackDoor("transfers", "publish", transfers(transfer));
            CompletableFuture<Run> running = new CompletableFuture<>();
            Thread thread = new Thread(() -> running.complete(asTheClerk(settings, List.of("run"))), what);
            thread.start();
            // A thread of the application that lacks a right ends with an exception, as is expected here.
            Awaitility.await(what)
                    .dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> running.isDone()
                            || !complaints.said().isEmpty()
                            || (what.equals("works") && isFound(transfer)));
            thread.interrupt();
            if (application.equals("anew")) {
                stopping = thread;
                return complaints.said();
            }
            thread.join();
            return complaints.said()
                    + (running.get().exitCode() == 0 ? "" : running.get().err());
        }
    }

    private boolean isFound(String transfer) {
        boolean[] found = new boolean[1];
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", cluster.backDoor()), "violations")) {
            reader.fromBeginning();
            reader.readToEnd(record -> {
                found[0] |= new String(record.value(), UTF_8).contains(transfer);
                return true;
            });
        }
        return found[0];
    }

    /** What the application logs about rights; in place of the console, and with the levels as they were afterwards. */
    private static final class Complaints extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Appender<ILoggingEvent> console = root.getAppender("STDERR");
        private final Map<Logger, Level> levels = new HashMap<>();

        Complaints() {
            for (Logger logger :
                    List.of(root, logger("org.apache.kafka"), logger("io.confluent"), logger("org.eclipse.jetty"))) {
                levels.put(logger, logger.getLevel());
            }
            start();
            root.detachAppender(console);
            root.addAppender(this);
        }

        private static Logger logger(String name) {
            return (Logger) LoggerFactory.getLogger(name);
        }

        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy failure = event.getThrowableProxy();
            String text = event.getFormattedMessage() + (failure == null ? "" : ThrowableProxyUtil.asString(failure));
            if (text.contains("uthoriz")) {
                said.add(text);
            }
        }

        String said() {
            return String.join("\n", said);
        }

        @Override
        public void close() {
            levels.forEach(Logger::setLevel);
            root.detachAppender(this);
            root.addAppender(console);
            stop();
        }
    }

    private void deadLetter() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.backDoor()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>("dead-letters", "key".getBytes(UTF_8), "value".getBytes(UTF_8));
            letter.headers().add(DeadLetters.REASON, "UNDECODABLE".getBytes(UTF_8));
            letter.headers().add(DeadLetters.TOPIC, "transfers".getBytes(UTF_8));
            producer.send(letter).get();
        }
    }

    private static String transfers(String id) throws Exception {
        return Files.writeString(folder.resolve(id + ".jsonl"), TRANSFER.formatted(id))
                .toString();
    }

    private static String measures(String id) throws Exception {
        Path measures = Files.createDirectories(folder.resolve("measures-" + id));
        Files.writeString(measures.resolve("one.yaml"), MEASURE.formatted(id));
        return measures.toString();
    }

    private String plan() {
        return folder.resolve("plan" + counter++).toString();
    }

    private Path settings(String others) throws Exception {
        return cluster.settings("settings" + counter++, SecuredCluster.PASSWORD, SecuredCluster.PASSWORD, others);
    }

    private static List<Right> rights(String command, Map<String, String> others) {
        Map<String, String> names = new HashMap<>(Map.of(
                "transfers", "transfers",
                "measures", "measures",
                "violations", "violations",
                "dead-letters", "dead-letters",
                "application-id", command.equals("run") ? "app" : "tradewatch"));
        names.putAll(others);
        return Rights.of(command, names);
    }

    private static List<Right> without(Right missing, List<Right> rights) {
        return rights.stream().filter(right -> !right.equals(missing)).toList();
    }

    /** The text with its line breaks taken out. */
    private static String words(String text) {
        return text.replace("\\", "").replaceAll("\\s+", " ");
    }

    private static Run asTheClerk(Path settings, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--config", settings.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private void byTheBackDoor(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap-server", cluster.backDoor(), "--schema-registry", cluster.registryBackDoor()));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
