package io.tradewatch.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import io.tradewatch.cli.TopicReader;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.screening.PartitionByTransfer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters go back into the topic of transfers, each once, whatever happens in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedriveIT {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 3_000;
    private static final LocalDate THE_DAY = LocalDate.parse("2024-02-18");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** A few a transaction, so that there is a middle to be broken off in. */
    private static final Map<String, String> SLOWLY = Map.of("TRADEWATCH_KAFKA_MAX_POLL_RECORDS", "5");

    @TempDir
    private Path folder;

    private DevCluster cluster;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    void start() {
        cluster = DevCluster.start(DevClusterOptions.defaults());
        producer = new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void close() {
        producer.close();
        cluster.close();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    @Test
    void shouldPutTheRecordBackAsItWasIntoThePartitionOfItsKey(TestInfo test) throws Exception {
        create(test);
        deadLetter(test, "T-1", "NO_GOODS_ITEMS", THE_DAY + "T00:00:00Z");

        Run run = run(test);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(1).allMatch(line -> line.startsWith("sent  NO_GOODS_ITEMS  "));
        ConsumerRecord<byte[], byte[]> record = records(test, "transfers").get(0);
        assertThat(record.key()).isEqualTo("T-1".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo("value of T-1".getBytes(UTF_8));
        assertThat(record.partition()).isEqualTo(PartitionByTransfer.of("T-1".getBytes(UTF_8), PARTITIONS));
        assertThat(headers(record))
                .containsOnlyKeys("traceparent", DeadLetters.REDRIVEN_FROM)
                .containsEntry("traceparent", TRACEPARENT);
        assertThat(headers(record).get(DeadLetters.REDRIVEN_FROM)).startsWith(prefix(test) + "dead-letters-");
    }

    @Test
    void shouldSendNothingTheSecondTimeAndHideItsMarkersFromTheList(TestInfo test) throws Exception {
        create(test);
        deadLetter(test, "T-1", "NO_GOODS_ITEMS", THE_DAY + "T00:00:00Z");
        deadLetter(test, "T-2", "UNDECODABLE", THE_DAY + "T00:00:00Z");

        Run first = run(test);
        Run second = run(test);
        Run list = run(test, "dead-letters", "list");

        assertThat(first.err()).contains("2           sent");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("0           sent").contains("2           sent before");
        assertThat(records(test, "transfers")).hasSize(2);
        assertThat(list.err()).contains("dead letters  NO_GOODS_ITEMS 1, UNDECODABLE 1");
    }

    @Test
    void shouldSendWhatAPointerPointsToAndLeaveAPointerThatPointsToNothing(TestInfo test) throws Exception {
        create(test);
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(prefix(test) + "transfers", 1, "T-1".getBytes(UTF_8), "abc".getBytes(UTF_8));
        original.headers().add("traceparent", TRACEPARENT.getBytes(UTF_8));
        RecordMetadata place = producer.send(original).get();
        pointer(test, "T-1", place.offset(), "3", SHA256_OF_ABC);
        pointer(test, "T-2", place.offset(), "4", SHA256_OF_ABC);
        pointer(test, "T-3", place.offset() + 1, "3", SHA256_OF_ABC);

        Run run = run(test);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().replaceAll("\\s+", " "))
                .contains("1 sent")
                .contains("1 pointers whose original is no longer in the topic of transfers, and left")
                .contains("1 pointers whose original has another SHA-256 by now, and left");
        List<ConsumerRecord<byte[], byte[]>> records = records(test, "transfers");
        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("T-1".getBytes(UTF_8));
            assertThat(record.value()).isEqualTo("abc".getBytes(UTF_8));
            assertThat(headers(record)).containsEntry("traceparent", TRACEPARENT);
        });
        assertThat(records.stream().filter(record -> headers(record).containsKey(DeadLetters.REDRIVEN_FROM)))
                .hasSize(1);
        assertThat(run(test, "dead-letters", "list").out().replaceAll("\\s+", " "))
                .contains("a pointer to 3 bytes with the SHA-256 ba78");
    }

    private void pointer(TestInfo test, String key, long offset, String bytes, String sha256) throws Exception {
        deadLetter(
                test,
                key,
                "TOO_LARGE",
                THE_DAY + "T00:00:00Z",
                Map.of(
                        DeadLetters.PARTITION,
                        "1",
                        DeadLetters.OFFSET,
                        Long.toString(offset),
                        DeadLetters.ORIGINAL_BYTES,
                        bytes,
                        DeadLetters.ORIGINAL_SHA256,
                        sha256));
    }

    @Test
    void shouldSendOnlyWhatIsAskedFor(TestInfo test) throws Exception {
        create(test);
        deadLetter(test, "T-1", "UNDECODABLE", THE_DAY.minusDays(1) + "T23:59:59Z");
        deadLetter(test, "T-2", "UNDECODABLE", THE_DAY + "T00:00:00Z");
        deadLetter(test, "T-3", "UNDECODABLE", THE_DAY.plusDays(1) + "T00:00:00Z");
        deadLetter(test, "T-4", "NULL_VALUE", THE_DAY + "T00:00:00Z");
        deadLetter(test, "T-5", "UNKNOWN_SCHEMA", THE_DAY + "T00:00:00Z");

        String[] range = {
            "--from", THE_DAY.toString(), "--to", THE_DAY.plusDays(1).toString()
        };
        Run dry = run(test, with(range, "--reason", "UNDECODABLE", "--dry-run"));
        assertThat(dry.out()).contains("would send  UNDECODABLE  ").contains("key T-2");
        assertThat(dry.err()).contains("1           to be sent");
        assertThat(records(test, "transfers")).isEmpty();

        run(test, with(range, "--reason", "UNDECODABLE"));
        assertThat(keys(test)).containsExactly("T-2");
        run(test, with(range, "--reason", "NULL_VALUE", "--reason", "UNDECODABLE"));
        assertThat(keys(test)).containsExactlyInAnyOrder("T-2", "T-4");
        run(test, "--key", "T-1", "--key", "T-5");
        assertThat(keys(test)).containsExactlyInAnyOrder("T-1", "T-2", "T-4", "T-5");
        run(test);
        assertThat(keys(test)).containsExactlyInAnyOrder("T-1", "T-2", "T-3", "T-4", "T-5");
    }

    @Test
    void shouldLeaveAloneWhatFailedAgainUntilSomebodyAsksForIt(TestInfo test) throws Exception {
        create(test);
        deadLetter(
                test,
                "T-1",
                "UNDECODABLE",
                THE_DAY + "T00:00:00Z",
                Map.of(DeadLetters.REDRIVEN_FROM, "dead-letters-0@7"));

        Run without = run(test);
        Run with = run(test, "--again");

        assertThat(without.out()).isEmpty();
        assertThat(without.err()).contains("1           failed again");
        assertThat(with.out().lines()).hasSize(1);
        assertThat(records(test, "transfers"))
                .hasSize(1)
                .allSatisfy(record -> assertThat(headers(record).get(DeadLetters.REDRIVEN_FROM))
                        .startsWith(prefix(test)));
    }

    @Test
    void shouldLeaveAloneWhatWasReadFromAnotherTopic(TestInfo test) throws Exception {
        create(test);
        deadLetter(test, "T-1", "UNDECODABLE", THE_DAY + "T00:00:00Z", Map.of(DeadLetters.TOPIC, "elsewhere"));

        assertThat(run(test).err()).contains("1           not read from the topic of transfers");
        assertThat(records(test, "transfers")).isEmpty();
    }

    @Test
    void shouldGoOnAfterItWasKilledInTheMiddle(TestInfo test) throws Exception {
        create(test);
        List<String> all = manyDeadLetters(test);

        try (CommandProcess process = redriveSlowly(test)) {
            process.awaitWords("sent  ");
            process.kill();
        }
        Run rest = run(test);

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.out().lines())
                .as("sent after the kill")
                .hasSizeLessThan(MANY)
                .isNotEmpty();
        awaitEachOnce(test, all);
    }

    @Test
    void shouldLetTheLaterOfTwoTakeOver(TestInfo test) throws Exception {
        create(test);
        List<String> all = manyDeadLetters(test);

        try (CommandProcess earlier = redriveSlowly(test)) {
            earlier.awaitWords("sent  ");
            Run later = run(test);

            assertThat(later.exitCode()).as(later.err()).isZero();
            assertThat(later.out().lines()).as("sent by the later").isNotEmpty();
            assertThat(earlier.awaitExit()).isEqualTo(1);
            // Where the later begins while the earlier commits, the broker answers "unexpected error" and not who it
            // was.
            assertThat(earlier.said().replaceAll("\\s+", " "))
                    .containsAnyOf(
                            "another run began to redrive", "redriving ended (Unhandled error in EndTxnResponse");
        }
        awaitEachOnce(test, all);
    }

    @Test
    void shouldWaitForTheTransactionThatHidesAMarker(TestInfo test) throws Exception {
        create(test);
        deadLetter(test, "T-1", "UNDECODABLE", THE_DAY + "T00:00:00Z");
        String topic = prefix(test) + "dead-letters";
        int partition = PartitionByTransfer.of("T-1".getBytes(UTF_8), PARTITIONS);
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(topic, partition, null, null);
        marker.headers().add(DeadLetters.REDRIVEN, "0".getBytes(UTF_8));
        Map<String, Object> settings = new LinkedHashMap<>(kafka());
        settings.put("transactional.id", prefix(test) + "application");

        Run run;
        try (KafkaProducer<byte[], byte[]> application =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                Admin admin = Admin.create(kafka())) {
            application.initTransactions();
            application.beginTransaction();
            application
                    .send(new ProducerRecord<>(topic, partition, null, "another letter".getBytes(UTF_8)))
                    .get();
            producer.send(marker).get();
            CompletableFuture<Run> running = CompletableFuture.supplyAsync(() -> run(test));
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> admin.describeTransactions(List.of(topic + "-redrive"))
                                    .all()
                                    .get()
                            != null);
            application.commitTransaction();
            run = running.get();
        }

        assertThat(run.err()).contains("0           sent").contains("1           sent before");
        assertThat(records(test, "transfers")).isEmpty();
    }

    /** Kafka answers a commit before it has let readers see everything that was committed. */
    private void awaitEachOnce(TestInfo test, List<String> expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(keys(test).size()).isGreaterThanOrEqualTo(expected.size()));
        List<String> keys = keys(test);
        assertThat(keys.size()).isEqualTo(expected.size());
        assertThat(Set.copyOf(keys).equals(Set.copyOf(expected)))
                .as("each of them")
                .isTrue();
    }

    private CommandProcess redriveSlowly(TestInfo test) throws Exception {
        return CommandProcess.start(
                folder,
                SLOWLY,
                "dead-letters",
                "redrive",
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--topic-prefix",
                prefix(test));
    }

    private List<String> manyDeadLetters(TestInfo test) throws Exception {
        List<String> keys = IntStream.range(0, MANY).mapToObj(i -> "T-" + i).toList();
        List<Future<RecordMetadata>> sent = keys.stream()
                .map(key -> producer.send(letter(test, key, "UNDECODABLE", THE_DAY + "T00:00:00Z", Map.of())))
                .toList();
        for (Future<RecordMetadata> letter : sent) {
            letter.get();
        }
        return keys;
    }

    private void deadLetter(TestInfo test, String key, String reason, String time) throws Exception {
        deadLetter(test, key, reason, time, Map.of());
    }

    private void deadLetter(TestInfo test, String key, String reason, String time, Map<String, String> others)
            throws Exception {
        producer.send(letter(test, key, reason, time, others)).get();
    }

    private static ProducerRecord<byte[], byte[]> letter(
            TestInfo test, String key, String reason, String time, Map<String, String> others) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                prefix(test) + "dead-letters", key.getBytes(UTF_8), ("value of " + key).getBytes(UTF_8));
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "traceparent",
                TRACEPARENT,
                DeadLetters.REASON,
                reason,
                DeadLetters.DETAIL,
                "what exactly is wrong",
                DeadLetters.TOPIC,
                prefix(test) + "transfers",
                DeadLetters.PARTITION,
                "2",
                DeadLetters.OFFSET,
                "17",
                DeadLetters.TIMESTAMP,
                time));
        headers.putAll(others);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    private void create(TestInfo test) {
        Run create = run(test, "topics", "create", "--partitions", "" + PARTITIONS);
        assertThat(create.exitCode()).as(create.err()).isZero();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TestInfo test, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka(), prefix(test) + topic)) {
            reader.fromBeginning();
            reader.readToEnd(records::add);
        }
        return records;
    }

    private List<String> keys(TestInfo test) {
        return records(test, "transfers").stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    /** Each test has topics of its own. */
    private static String prefix(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName() + "-";
    }

    private static String[] with(String[] some, String... others) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    /** Redrives with these options, or runs another command. */
    private Run run(TestInfo test, String... words) {
        List<String> all = new ArrayList<>();
        if (words.length == 0 || words[0].startsWith("--")) {
            all.addAll(List.of("dead-letters", "redrive"));
        }
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers(), "--topic-prefix", prefix(test)));
        return Run.of(all.toArray(String[]::new));
    }
}
