package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.screening.ViolationStore;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the topic of transfers took is screened or becomes a dead letter, and the next transfer goes on. */
class LargeRecordsIT {
    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    private static final String CHANGELOG = "tradewatch-" + ViolationStore.VIOLATIONS + "-changelog";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A dead thread that stayed in its group would hold its partitions up for 45 s. */
    private static final Duration MOST_DELAY = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    @Test
    void shouldScreenOrDeadLetterWhateverTheBrokerTook() throws Exception {
        try (LiveScene scene = new LiveScene(dir);
                ScreeningApplication application = scene.start()) {
            scene.law(ban("BAN", 1, "87"));
            byte[] zeros = new byte[6_000_000];
            byte[] small = scene.encode(toNorthKorea("small", "870340").build());

            send(scene, "lz4", "large", scene.encode(manyItems()), Map.of());
            send(scene, "none", "long-name", scene.encode(named("long-name", "x".repeat(900_000))), Map.of());
            send(scene, "none", "dense-name", scene.encode(named("dense-name", dense(1_048_000))), Map.of());
            send(scene, "gzip", "zeros", zeros, Map.of());
            send(scene, "none", dense(900_000), small, Map.of());
            send(scene, "gzip", "k".repeat(6_000_000), small, Map.of());
            send(
                    scene,
                    "none",
                    "junk",
                    new byte[] {1},
                    Map.of("note", dense(1_000_000).getBytes(UTF_8)));
            send(scene, "gzip", "junk", new byte[] {1}, Map.of("note", new byte[5_000_000]));
            send(
                    scene,
                    "none",
                    "small",
                    small,
                    Map.of("traceparent", dense(900_000).getBytes(UTF_8)));
            for (int number = 0; number < 20; number++) {
                scene.transfer(toNorthKorea("behind-" + number, "870340").build());
            }

            List<ConsumerRecord<byte[], byte[]>> letters = awaitDeadLetters(scene, 6);
            scene.awaitScreened();
            assertThat(scene.awaitAlerts(23))
                    .extracting(Violation::getTransferId)
                    .doesNotHaveDuplicates()
                    .contains("large", "long-name", "small", "behind-0", "behind-19");
            assertThat(letters)
                    .extracting(LargeRecordsIT::reason)
                    .containsExactlyInAnyOrder(
                            "TOO_LARGE",
                            "UNKNOWN_SCHEMA",
                            "KEY_MISMATCH",
                            "KEY_MISMATCH",
                            "UNDECODABLE",
                            "UNDECODABLE");
            assertThat(letters)
                    .allSatisfy(letter -> assertThat(
                                    header(letter, DeadLetters.DETAIL).length())
                            .isLessThanOrEqualTo(1_000));
            assertThat(pointer(letters, zeros.length)).satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("zeros".getBytes(UTF_8));
                assertThat(letter.value()).isEqualTo(new byte[DeadLetters.POINTER_VALUE_BYTES]);
                assertThat(header(letter, DeadLetters.ORIGINAL_SHA256)).isEqualTo(sha256(zeros));
            });
            assertThat(pointer(letters, small.length).key()).isNull();
            assertThat(application.lastFailure()).isEmpty();
        }
    }

    @Test
    void shouldRaiseWhatTheChangelogsOfAnEarlierReleaseTake() throws Exception {
        try (LiveScene scene = new LiveScene(dir);
                Admin admin = Admin.create(scene.kafka())) {
            scene.law(ban("BAN", 1, "87"));
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("first", "870340").build());
                scene.awaitAlerts(1);
                application.leave();
            }
            assertThat(maxMessageBytes(admin, CHANGELOG)).isEqualTo(1_048_588 + 65_536);
            alter(admin, CHANGELOG, 1_048_588);

            try (ScreeningApplication restarted = scene.start()) {
                assertThat(maxMessageBytes(admin, CHANGELOG)).isEqualTo(1_048_588 + 65_536);
                restarted.leave();
            }
        }
    }

    @Test
    void shouldGoOnWhereTheBrokerRefusesAnAlertOrARow() throws Exception {
        try (LiveScene scene = new LiveScene(dir);
                Admin admin = Admin.create(scene.kafka());
                ScreeningApplication application = scene.start()) {
            scene.law(ban("BAN", 1, "87"));
            scene.transfer(toNorthKorea("first", "870340").build());
            scene.awaitAlerts(1);

            alter(admin, LiveScene.TOPICS.violations(), 4_000);
            long began = System.nanoTime();
            send(scene, "none", "refused-alert", scene.encode(named("refused-alert", dense(20_000))), Map.of());
            scene.transfers(harmful("second"));
            assertThat(awaitDeadLetters(scene, 1))
                    .extracting(LargeRecordsIT::reason)
                    .containsExactly("TOO_LARGE");
            scene.awaitAlerts(1 + 20);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(MOST_DELAY);

            alter(admin, LiveScene.TOPICS.violations(), 1_048_588);
            alter(admin, CHANGELOG, 4_000);
            began = System.nanoTime();
            send(scene, "none", "refused-row", scene.encode(named("refused-row", dense(20_000))), Map.of());
            scene.transfers(harmful("third"));
            assertThat(awaitDeadLetters(scene, 2))
                    .extracting(LargeRecordsIT::reason)
                    .containsExactly("TOO_LARGE", "TOO_LARGE");
            List<Violation> alerts = scene.awaitAlerts(1 + 20 + 20);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(MOST_DELAY);
            assertThat(alerts)
                    .extracting(Violation::getTransferId)
                    .doesNotHaveDuplicates()
                    .doesNotContain("refused-alert", "refused-row");
            assertThat(application.state().isRunningOrRebalancing()).isTrue();
        }
    }

    private static List<Transfer> harmful(String name) {
        List<Transfer> transfers = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            transfers.add(toNorthKorea(name + number, "870340").build());
        }
        return transfers;
    }

    private static Transfer named(String transferId, String consignee) {
        return toNorthKorea(transferId, "870340")
                .setConsignee(Party.newBuilder().setName(consignee).build())
                .build();
    }

    private static Transfer manyItems() {
        List<GoodsItem> items = new ArrayList<>();
        for (int number = 1; number <= 20_000; number++) {
            items.add(GoodsItem.newBuilder()
                    .setItemNumber(number)
                    .setCommodityCode(number == 7 ? "870340" : "490199")
                    .setDescription(
                            "printed books, brochures, leaflets and similar printed matter, in single sheets or not")
                    .build());
        }
        return toNorthKorea("large", "870340").setGoodsItems(items).build();
    }

    /** A text that no codec makes much shorter. */
    private static String dense(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }

    private static void send(LiveScene scene, String codec, String key, byte[] value, Map<String, byte[]> headers)
            throws Exception {
        Map<String, Object> properties = new HashMap<>(scene.kafka());
        properties.put("compression.type", codec);
        properties.put("max.request.size", 16 * 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(LiveScene.TOPICS.transfers(), 0, key.getBytes(UTF_8), value);
            headers.forEach(record.headers()::add);
            producer.send(record).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> awaitDeadLetters(LiveScene scene, int count) {
        Map<String, Object> properties = new HashMap<>(scene.kafka());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(LiveScene.TOPICS.deadLetters(), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
                return letters.size() >= count;
            });
        }
        assertThat(letters).hasSize(count);
        return letters;
    }

    private static ConsumerRecord<byte[], byte[]> pointer(List<ConsumerRecord<byte[], byte[]>> letters, int bytes) {
        return letters.stream()
                .filter(letter -> letter.headers().lastHeader(DeadLetters.ORIGINAL_BYTES) != null)
                .filter(letter -> header(letter, DeadLetters.ORIGINAL_BYTES).equals(Integer.toString(bytes)))
                .findFirst()
                .orElseThrow();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetters.REASON);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return new String(header.value(), UTF_8);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static long maxMessageBytes(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Long.parseLong(admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(MAX_MESSAGE_BYTES)
                .value());
    }

    private static void alter(Admin admin, String topic, long bytes) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry(MAX_MESSAGE_BYTES, Long.toString(bytes)), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
