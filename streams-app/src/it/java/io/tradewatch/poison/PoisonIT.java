package io.tradewatch.poison;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * Whatever the topics and the API take, the next record goes on: with the launcher's heap, the transfers before and behind
 * poison are screened soon, each record leaves alerts or one dead letter, memory is bounded, and nothing stays dead.
 *
 * <p>The short form runs in every build. A long one:
 *
 * <pre>mvn verify -Dit.test=PoisonIT -Dtradewatch.poison.seconds=600 -Dtradewatch.poison.patience=30</pre>
 */
class PoisonIT {
    private static final Logger LOG = PoisonScene.diary();
    private static final TopicNames TOPICS = PoisonScene.TOPICS;

    /** What people can still read. */
    private static final int LONGEST_DETAIL = 2_000;

    private final PoisonSettings settings = PoisonSettings.fromSystemProperties();
    private final Map<TopicPartition, Map<Long, String>> sent = new HashMap<>();
    private final Map<Poison, Duration> slowest = new EnumMap<>(Poison.class);
    private final Map<Poison, Integer> drawn = new EnumMap<>(Poison.class);
    private int refused;

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnBehindWhateverTheTopicsAndTheApiTake() throws Exception {
        LOG.info("{}", settings);
        try (PoisonScene scene = PoisonScene.open(folder, settings.seed())) {
            ApiLoad apiLoad = new ApiLoad(scene.application(), settings.seed());
            try {
                poison(scene);
            } finally {
                apiLoad.stop();
            }
            awaitRecovery(scene.traces(), scene.application());
            report(scene.traces(), scene.application(), apiLoad);
        }
    }

    /** Each kind once in a random order, and again until the time is over. */
    private void poison(PoisonScene scene) throws Exception {
        Materials materials = scene.materials();
        KafkaProducer<byte[], byte[]> producer = scene.producer();
        long end = System.nanoTime() + settings.duration().toNanos();
        LawPoison[] laws = LawPoison.values();
        int round = 0;
        do {
            List<Poison> kinds = new ArrayList<>(List.of(Poison.values()));
            Collections.shuffle(kinds, materials.random());
            for (Poison kind : kinds) {
                Parcel poisonous = laws[round % laws.length].draw(materials, scene.law());
                boolean isLawPoisoned = round++ % 3 == 0;
                if (isLawPoisoned) {
                    producer.send(new ProducerRecord<>(TOPICS.measures(), poisonous.key(), poisonous.value()))
                            .get();
                }
                poison(kind, scene);
                if (isLawPoisoned) {
                    producer.send(new ProducerRecord<>(TOPICS.measures(), poisonous.key(), null))
                            .get();
                }
            }
        } while (System.nanoTime() < end);
    }

    /** Sends some of one kind into one partition, between good transfers, and waits for what all of them leave. */
    private void poison(Poison kind, PoisonScene scene) throws Exception {
        Materials materials = scene.materials();
        KafkaProducer<byte[], byte[]> producer = scene.producer();
        Traces traces = scene.traces();
        ApplicationProcess application = scene.application();
        int partition = materials.random().nextInt(PoisonScene.PARTITIONS);
        long began = System.nanoTime();
        send(producer, partition, "before " + kind, materials.good());
        for (int left = kind.count(materials.random()); left > 0; left--) {
            send(producer, partition, kind.name(), kind.draw(materials));
            drawn.merge(kind, 1, Integer::sum);
        }
        for (int other = 0; other < PoisonScene.PARTITIONS; other++) {
            send(producer, other, "behind " + kind, materials.good());
        }
        while (!isAllThere(traces)) {
            traces.read();
            if (!application.isAlive()) {
                throw new AssertionError("behind " + kind + " the process ended: " + lacking(traces) + "; it said "
                        + application.said());
            }
            if (System.nanoTime() - began > settings.patience().toNanos()) {
                throw new AssertionError("behind " + kind + " nothing goes on: " + lacking(traces) + "; readiness says "
                        + application.readiness().body() + "\n" + application.said());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        slowest.merge(kind, took, (one, other) -> one.compareTo(other) > 0 ? one : other);
        assertThat(application.isAlive())
                .as("the process lives; it said %s", application.said())
                .isTrue();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int partition, String what, Parcel parcel)
            throws InterruptedException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(TOPICS.transfers(), partition, parcel.time(), parcel.key(), parcel.value());
        parcel.headers().forEach(record.headers()::add);
        try {
            RecordMetadata metadata = producer.send(record).get();
            sent.computeIfAbsent(new TopicPartition(metadata.topic(), partition), place -> new HashMap<>())
                    .put(metadata.offset(), what);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new AssertionError(what + " cannot be sent", e);
            }
            refused++;
        }
    }

    private boolean isAllThere(Traces traces) {
        return sent.entrySet().stream()
                .allMatch(partition -> partition.getValue().keySet().stream()
                        .allMatch(offset -> traces.has(partition.getKey(), offset)));
    }

    private List<String> lacking(Traces traces) {
        return sent.entrySet().stream()
                .flatMap(partition -> partition.getValue().entrySet().stream()
                        .filter(record -> !traces.has(partition.getKey(), record.getKey()))
                        .map(record -> record.getValue() + " at " + partition.getKey() + "@" + record.getKey()))
                .toList();
    }

    private void awaitRecovery(Traces traces, ApplicationProcess application) throws Exception {
        Awaitility.await().atMost(PoisonScene.SOON).untilAsserted(() -> {
            var readiness = application.readiness();
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        });
        long quiet = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < quiet) {
            traces.read();
        }
        Map<String, String> problems = new HashMap<>();
        sent.forEach((partition, records) -> records.forEach((offset, what) -> {
            String problem = traces.problem(partition, offset);
            if (!problem.isEmpty()) {
                problems.put(what + " at " + partition + "@" + offset, problem);
            }
        }));
        assertThat(problems)
                .as("records that left neither alerts nor one dead letter")
                .isEmpty();
        assertThat(traces.twice()).as("changes that were published twice").isEmpty();
        assertThat(traces.reasons())
                .as("each kind has a fence of its own, before the one for what nobody thought of")
                .doesNotContainKey(Reason.FAILED.name());
        assertThat(traces.longestDetail()).as("characters of a detail").isLessThanOrEqualTo(LONGEST_DETAIL);
        assertThat(application.mostResident()).as("MB resident, at most").isLessThan(settings.mostResident());
    }

    private void report(Traces traces, ApplicationProcess application, ApiLoad apiLoad) throws Exception {
        LOG.info(
                "{} poisonous records ({} refused by the topic) among {} in all; dead letters {}; {} MB of alerts and dead"
                        + " letters; answers {}; {} MB resident at most; stream threads failed {} times, ours restarted {}"
                        + " times; slowest: {}",
                drawn.values().stream().mapToInt(Integer::intValue).sum(),
                refused,
                sent.values().stream().mapToInt(Map::size).sum(),
                traces.reasons(),
                traces.bytes() >> 20,
                apiLoad.answers(),
                application.mostResident(),
                application.metric("tradewatch_stream_thread_failures_total"),
                application.metric("tradewatch_thread_restarts_total"),
                slowest.entrySet().stream()
                        .map(entry -> entry.getKey() + " x" + drawn.get(entry.getKey()) + " "
                                + entry.getValue().toMillis() + " ms")
                        .collect(Collectors.joining(", ")));
    }
}
