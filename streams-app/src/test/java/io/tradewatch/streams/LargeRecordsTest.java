package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Transport;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.screening.SizeLimits;
import io.tradewatch.screening.ViolationStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in is screened or becomes a dead letter, as a whole, and nothing is written that its topic refuses. */
class LargeRecordsTest {
    private static final int TRANSFERS = 16_000;
    private static final SizeLimits LIMITS = new SizeLimits(
            new SizeLimits.Topic(TRANSFERS + 1_000, "none"),
            new SizeLimits.Topic(TRANSFERS + 500, "none"),
            new SizeLimits.Topic(TRANSFERS + 2_000, "none"),
            100_000);

    @TempDir
    private Path directory;

    /** The sizes lie around the limits: each of alert, row and dead letter is now within its limit and now beyond. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldScreenOrDeadLetterTransfersOfAnySize(long seed) {
        Random random = new Random(seed);
        try (Scene scene = new Scene(directory, LIMITS)) {
            scene.law(ban("BAN", 1, "87"));
            int screened = 0;
            for (int number = 0; number < 250; number++) {
                ProducerRecord<byte[], byte[]> record = record(scene, random, number);
                scene.raw(record);
                List<TestRecord<byte[], byte[]>> alerts = scene.alertRecords();
                List<TestRecord<byte[], byte[]>> letters = scene.deadLetters();

                assertThat(alerts.size() + letters.size())
                        .as("record %s", number)
                        .isEqualTo(1);
                alerts.forEach(alert -> assertFits(alert, LIMITS.violations().bytes()));
                letters.forEach(
                        letter -> assertFits(letter, LIMITS.deadLetters().bytes()));
                letters.forEach(letter -> assertTells(letter, record));
                screened += alerts.size();
                assertThat(rows(scene)).as("rows after record %s", number).hasSize(2 * screened);
            }
            assertThat(screened).isBetween(50, 200);
            rows(scene)
                    .forEach(row -> assertThat(size(row.key, row.value, new ProducerRecord<>("any", row.key).headers()))
                            .isLessThanOrEqualTo((int) LIMITS.changelogs().bytes()));
        }
    }

    @Test
    void shouldNotHoldAThousandAlertsThatEachRepeatALongText() {
        try (Scene scene = new Scene(directory)) {
            scene.law(ban("BAN", 1, "87"));
            Party party = Party.newBuilder()
                    .setName("x".repeat(400_000))
                    .setCountry("KP")
                    .build();
            List<GoodsItem> items = new ArrayList<>();
            for (int number = 1; number <= 100; number++) {
                items.add(item(number, "870340", "RU"));
            }
            scene.transfer(toNorthKorea("many", "870340")
                    .setConsignee(party)
                    .setGoodsItems(items)
                    .build());

            assertThat(scene.alertRecords()).isEmpty();
            assertThat(rows(scene)).isEmpty();
            assertThat(scene.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(header(letter, DeadLetters.REASON)).isEqualTo("TOO_LARGE");
                assertThat(header(letter, DeadLetters.DETAIL)).contains("its 100 violations");
            });

            scene.transfer(toNorthKorea("few", "870340")
                    .setConsignee(party)
                    .setGoodsItems(items.subList(0, 50))
                    .build());

            assertThat(scene.alertRecords()).hasSize(50);
        }
    }

    @Test
    void shouldLeaveOutHugeTraceHeaders() {
        try (Scene scene = new Scene(directory, LIMITS)) {
            scene.law(ban("BAN", 1, "87"));
            ProducerRecord<byte[], byte[]> record =
                    of("car", scene.encode(toNorthKorea("car", "870340").build()));
            record.headers().add("traceparent", new byte[90_000]);
            scene.raw(record);

            assertThat(scene.alertRecords())
                    .singleElement()
                    .satisfies(alert ->
                            assertThat(alert.headers()).extracting(Header::key).doesNotContain("traceparent"));
        }
    }

    @Test
    void shouldNotLetATextOfATransferMakeAnExplanationLong() {
        try (Scene scene = new Scene(directory)) {
            scene.law(ban("BAN", 1, "87"), ban("ALL", 1, "84"));
            String text = "x".repeat(100_000);
            List<Stop> stops = new ArrayList<>();
            for (int number = 0; number < 2_000; number++) {
                stops.add(Stop.newBuilder()
                        .setCountry("nowhere " + number + text.substring(0, 200))
                        .build());
            }
            Party party = Party.newBuilder()
                    .setId(text)
                    .setName(text)
                    .setCountry("KP")
                    .setAddress(text)
                    .build();
            scene.transfer(toNorthKorea(text, "870340")
                    .setConsignor(party)
                    .setConsignee(party)
                    .setEndUser(party)
                    .setCountryOfDispatch(text)
                    .setItinerary(stops)
                    .setTransport(Transport.newBuilder()
                            .setVesselName(text)
                            .setVesselImo(text)
                            .setFlag(text)
                            .build())
                    .setGoodsItems(List.of(item(1, "870340", text), item(2, text, text), item(3, "8703" + text, text)))
                    .build());

            List<Violation> alerts = scene.alerts();
            assertThat(alerts).hasSizeGreaterThan(2);
            assertThat(alerts)
                    .allSatisfy(alert -> assertThat(alert.getExplanation()).hasSizeLessThan(8_000));
        }
    }

    private static GoodsItem item(int number, String code, String text) {
        return GoodsItem.newBuilder()
                .setItemNumber(number)
                .setCommodityCode(code)
                .setDescription(text)
                .setCountryOfOrigin(text)
                .setUnit(text)
                .build();
    }

    private static ProducerRecord<byte[], byte[]> record(Scene scene, Random random, int number) {
        int size = TRANSFERS - 3_000 + random.nextInt(4_000);
        String id = "T" + number;
        return switch (random.nextInt(6)) {
            case 0 -> of(id, bytes(random, size));
            case 1 ->
                of(text(random, size), scene.encode(toNorthKorea(id, "870340").build()));
            case 2 -> {
                String longId = id + text(random, random.nextInt(size / 2));
                yield of(longId, scene.encode(toNorthKorea(longId, "870340").build()));
            }
            case 3 -> {
                ProducerRecord<byte[], byte[]> record = of(id, bytes(random, 10));
                record.headers().add("note", bytes(random, size));
                yield record;
            }
            case 4 -> of(id, null);
            default -> of(id, scene.encode(named(id, text(random, size))));
        };
    }

    private static Transfer named(String id, String name) {
        return toNorthKorea(id, "870340")
                .setConsignee(Party.newBuilder().setName(name).build())
                .build();
    }

    private static ProducerRecord<byte[], byte[]> of(String key, byte[] value) {
        return new ProducerRecord<>(Scene.TOPICS.transfers(), 0, 0L, key.getBytes(UTF_8), value);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }

    private static List<KeyValue<byte[], byte[]>> rows(Scene scene) {
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all =
                scene.store(ViolationStore.VIOLATIONS).all()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static void assertFits(TestRecord<byte[], byte[]> written, long limit) {
        assertThat(size(written.key(), written.value(), written.headers())).isLessThanOrEqualTo((int) limit);
    }

    /** By Kafka's own measure. */
    private static int size(byte[] key, byte[] value, Headers headers) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                (byte) 2, CompressionType.NONE, key, value, headers.toArray());
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static void assertTells(TestRecord<byte[], byte[]> letter, ProducerRecord<byte[], byte[]> record) {
        Header bytes = letter.headers().lastHeader(DeadLetters.ORIGINAL_BYTES);
        if (bytes == null) {
            assertThat(letter.key()).isEqualTo(record.key());
            assertThat(letter.value()).isEqualTo(record.value());
            return;
        }
        byte[] original = record.value() == null ? new byte[0] : record.value();
        assertThat(new String(bytes.value(), UTF_8)).isEqualTo(Integer.toString(original.length));
        assertThat(letter.key()).isEqualTo(record.key().length <= DeadLetters.POINTER_KEY_BYTES ? record.key() : null);
        if (letter.value() != null) {
            assertThat(letter.value())
                    .isEqualTo(Arrays.copyOf(original, Math.min(original.length, DeadLetters.POINTER_VALUE_BYTES)));
        }
    }
}
