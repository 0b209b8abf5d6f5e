package io.tradewatch.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * A flood of bytes that are nothing, with and without the head of something: each of them is told once, and the good transfers
 * among them are screened.
 *
 * <p>The short form runs in every build. A long one:
 *
 * <pre>mvn verify -Dit.test=RawRecordsIT -Dtradewatch.poison.raw=120000</pre>
 */
class RawRecordsIT {
    private static final Logger LOG = PoisonScene.diary();
    private static final TopicNames TOPICS = PoisonScene.TOPICS;
    private static final int TRANSFERS_FOR_EACH_RECORD_OF_LAW = 50;
    private static final int ONE_IN_SO_MANY_IS_GOOD = 100;
    private static final int HEAD_BYTES = 5;
    private static final int MOST_BYTES = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PoisonSettings settings = PoisonSettings.fromSystemProperties();
    private final List<Future<RecordMetadata>> raw = new ArrayList<>();
    private final List<Future<RecordMetadata>> good = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldTellEachOnceAndScreenTheRest() throws Exception {
        LOG.info("{}", settings);
        try (PoisonScene scene = PoisonScene.open(folder, settings.seed())) {
            int lawRecords = settings.rawRecords() / TRANSFERS_FOR_EACH_RECORD_OF_LAW;
            floodMeasures(scene, lawRecords);
            Duration took = floodTransfers(scene);

            Traces traces = scene.traces();
            assertThat(wrong(raw, traces, 0, 1))
                    .as("noise that is not one dead letter")
                    .isEmpty();
            assertThat(wrong(good, traces, 1, 0))
                    .as("transfers that are not screened")
                    .isEmpty();
            assertThat(traces.reasons().keySet()).isSubsetOf("UNDECODABLE", "UNKNOWN_SCHEMA");
            ApplicationProcess application = scene.application();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(application.metric("tradewatch_ruleset_unusable"))
                            .as("records of law that are told as unusable")
                            .isEqualTo(lawRecords));
            assertThat(application.readiness().statusCode()).isEqualTo(503);
            assertThat(application.isAlive())
                    .as("the process lives; it said %s", application.said())
                    .isTrue();
            assertThat(application.metric("tradewatch_stream_thread_failures_total"))
                    .isZero();
            assertThat(application.metric("tradewatch_thread_restarts_total")).isZero();
            assertThat(application.mostResident()).as("MB resident, at most").isLessThan(settings.mostResident());
            LOG.info(
                    "{} raw records and {} good ones in {} s; dead letters {}; {} records of law; {} MB resident at most",
                    raw.size(),
                    good.size(),
                    took.toSeconds(),
                    traces.reasons(),
                    lawRecords,
                    application.mostResident());
        }
    }

    private static void floodMeasures(PoisonScene scene, int count) throws Exception {
        Parcel sound = LawPoison.ENDLESS_RATE.draw(scene.materials(), scene.law());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(send(scene, TOPICS.measures(), noise(scene.materials(), sound)));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    private Duration floodTransfers(PoisonScene scene) {
        long began = System.nanoTime();
        for (int i = 0; i < settings.rawRecords(); i++) {
            Parcel car = scene.materials().good();
            raw.add(send(scene, TOPICS.transfers(), noise(scene.materials(), car)));
            if (i % ONE_IN_SO_MANY_IS_GOOD == 0) {
                good.add(send(scene, TOPICS.transfers(), car));
            }
        }
        Awaitility.await().atMost(PATIENCE).until(() -> {
            scene.traces().read();
            return scene.traces().places() >= raw.size() + good.size();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Future<RecordMetadata> send(PoisonScene scene, String topic, Parcel parcel) {
        return scene.producer().send(new ProducerRecord<>(topic, parcel.key(), parcel.value()));
    }

    /** Random bytes, of which half begin like a record that is sound. */
    private static Parcel noise(Materials materials, Parcel sound) {
        Random random = materials.random();
        byte[] key = random.nextBoolean()
                ? (materials.newId() + "@1").getBytes(UTF_8)
                : materials.randomBytes(HEAD_BYTES + random.nextInt(HEAD_BYTES * 10));
        byte[] value = materials.randomBytes(1 + random.nextInt(MOST_BYTES));
        if (random.nextBoolean()) {
            value = Arrays.copyOf(Objects.requireNonNull(sound.value()), HEAD_BYTES + value.length);
            byte[] rest = materials.randomBytes(value.length - HEAD_BYTES);
            System.arraycopy(rest, 0, value, HEAD_BYTES, rest.length);
        }
        return new Parcel(key, value);
    }

    private static Set<String> wrong(
            List<Future<RecordMetadata>> records, Traces traces, int leastAlerts, int deadLetters) throws Exception {
        Set<String> wrong = new TreeSet<>();
        for (Future<RecordMetadata> record : records) {
            RecordMetadata place = record.get();
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            if (traces.deadLetters(partition, place.offset()) != deadLetters
                    || traces.alerts(partition, place.offset()) < leastAlerts) {
                wrong.add(partition + "@" + place.offset());
            }
        }
        return wrong;
    }
}
