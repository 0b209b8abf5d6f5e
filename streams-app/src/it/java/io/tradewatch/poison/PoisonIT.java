package io.tradewatch.poison;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tradewatch.PatientEncoder;
import io.tradewatch.cli.Run;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.records.Registration;
import io.tradewatch.records.RegistryEncoder;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever the topics and the API take, the next record goes on: with the launcher's heap, the transfers before and behind
 * poison are screened soon, each record leaves alerts or one dead letter, memory is bounded, and nothing stays dead.
 *
 * <p>The short form runs in every build. A long one:
 *
 * <pre>mvn verify -Dit.test=PoisonIT -Dtradewatch.poison.seconds=600 -Dtradewatch.poison.patience=30 \
 *     -Dtradewatch.poison.resident=900</pre>
 */
class PoisonIT {
    private static final Logger LOG = diary();
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final int PARTITIONS = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final PoisonSettings settings = PoisonSettings.fromSystemProperties();
    private final Map<TopicPartition, Map<Long, String>> sent = new HashMap<>();
    private final Map<Poison, Duration> slowest = new EnumMap<>(Poison.class);
    private final Map<Poison, Integer> drawn = new EnumMap<>(Poison.class);
    private int refused;

    @TempDir
    private Path folder;

    private static Logger diary() {
        Logger logger = (Logger) LoggerFactory.getLogger(PoisonIT.class.getPackageName());
        logger.setLevel(Level.INFO);
        return logger;
    }

    @Test
    void shouldGoOnBehindWhateverTheTopicsAndTheApiTake() throws Exception {
        LOG.info("{}", settings);
        try (DevCluster cluster = DevCluster.start(DevClusterOptions.defaults());
                RegistrySchemas schemas =
                        RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()))) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", cluster.bootstrapServers());
            publishMeasures(cluster, kafka);
            Materials materials = new Materials(settings.seed(), cluster.registryUrl(), schemas, TOPICS.transfers());
            Function<SpecificRecord, byte[]> law =
                    PatientEncoder.of(RegistryEncoder.law(schemas, TOPICS.measures(), Registration.AUTOMATIC));
            try (KafkaProducer<byte[], byte[]> producer = producer(kafka);
                    Traces traces = new Traces(kafka, TOPICS);
                    Patient patient = new Patient(folder, environment(cluster))) {
                Awaitility.await().atMost(SOON).until(patient::isReady);
                Guests guests = new Guests(patient, settings.seed());
                try {
                    poison(materials, law, producer, traces, patient);
                } finally {
                    guests.stop();
                }
                awaitRecovery(traces, patient);
                report(traces, patient, guests);
            }
        }
    }

    private static void publishMeasures(DevCluster cluster, Map<String, Object> kafka) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            new TopicCheck(admin, TopicSettings.of(TOPICS, Duration.ofDays(30)), cluster.bootstrapServers())
                    .createMissing(PARTITIONS, Optional.empty());
        }
        Run published = Run.of(
                "measures",
                "publish",
                "../config/measures",
                "--reference=../config/reference",
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--schema-registry",
                cluster.registryUrl());
        assertThat(published.exitCode()).as(published.err()).isZero();
    }

    private static Map<String, String> environment(DevCluster cluster) {
        return Map.of(
                "TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS",
                cluster.bootstrapServers(),
                "TRADEWATCH_SCHEMA_REGISTRY_URL",
                cluster.registryUrl(),
                "TRADEWATCH_SCREENING_THREADS",
                "2");
    }

    /** One that lets any size through: whether a record is too large is for the topic to say. */
    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("compression.type", "gzip");
        properties.put("max.request.size", 64 << 20);
        properties.put("buffer.memory", 128L << 20);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Each kind once in a random order, and again until the time is over. */
    private void poison(
            Materials materials,
            Function<SpecificRecord, byte[]> law,
            KafkaProducer<byte[], byte[]> producer,
            Traces traces,
            Patient patient)
            throws Exception {
        long end = System.nanoTime() + settings.duration().toNanos();
        LawPoison[] laws = LawPoison.values();
        int round = 0;
        do {
            List<Poison> kinds = new ArrayList<>(List.of(Poison.values()));
            Collections.shuffle(kinds, materials.random());
            for (Poison kind : kinds) {
                Parcel poisonous = laws[round % laws.length].draw(materials, law);
                boolean isLawPoisoned = round++ % 3 == 0;
                if (isLawPoisoned) {
                    producer.send(new ProducerRecord<>(TOPICS.measures(), poisonous.key(), poisonous.value()))
                            .get();
                }
                poison(kind, materials, producer, traces, patient);
                if (isLawPoisoned) {
                    producer.send(new ProducerRecord<>(TOPICS.measures(), poisonous.key(), null))
                            .get();
                }
            }
        } while (System.nanoTime() < end);
    }

    /** Sends some of one kind into one partition, between good transfers, and waits for what all of them leave. */
    private void poison(
            Poison kind, Materials materials, KafkaProducer<byte[], byte[]> producer, Traces traces, Patient patient)
            throws Exception {
        int partition = materials.random().nextInt(PARTITIONS);
        long began = System.nanoTime();
        send(producer, partition, "before " + kind, materials.good());
        for (int left = kind.count(materials.random()); left > 0; left--) {
            send(producer, partition, kind.name(), kind.draw(materials));
            drawn.merge(kind, 1, Integer::sum);
        }
        for (int other = 0; other < PARTITIONS; other++) {
            send(producer, other, "behind " + kind, materials.good());
        }
        while (!isAllThere(traces)) {
            traces.read();
            if (!patient.isAlive()) {
                throw new AssertionError(
                        "behind " + kind + " the process ended: " + lacking(traces) + "; it said " + patient.said());
            }
            if (System.nanoTime() - began > settings.patience().toNanos()) {
                throw new AssertionError("behind " + kind + " nothing goes on: " + lacking(traces) + "; readiness says "
                        + patient.readiness().body() + "\n" + patient.said());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        slowest.merge(kind, took, (one, other) -> one.compareTo(other) > 0 ? one : other);
        assertThat(patient.isAlive())
                .as("the process lives; it said %s", patient.said())
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

    private void awaitRecovery(Traces traces, Patient patient) throws Exception {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            var readiness = patient.readiness();
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
        assertThat(patient.mostResident()).as("MB resident, at most").isLessThan(settings.mostResident());
    }

    private void report(Traces traces, Patient patient, Guests guests) throws Exception {
        LOG.info(
                "{} poisonous records ({} refused by the topic) among {} in all; dead letters {}; {} MB of alerts and dead"
                        + " letters; answers {}; {} MB resident at most; stream threads failed {} times, ours restarted {}"
                        + " times; slowest: {}",
                drawn.values().stream().mapToInt(Integer::intValue).sum(),
                refused,
                sent.values().stream().mapToInt(Map::size).sum(),
                traces.reasons(),
                traces.bytes() >> 20,
                guests.answers(),
                patient.mostResident(),
                patient.metric("tradewatch_stream_thread_failures_total"),
                patient.metric("tradewatch_thread_restarts_total"),
                slowest.entrySet().stream()
                        .map(entry -> entry.getKey() + " x" + drawn.get(entry.getKey()) + " "
                                + entry.getValue().toMillis() + " ms")
                        .collect(Collectors.joining(", ")));
    }
}
