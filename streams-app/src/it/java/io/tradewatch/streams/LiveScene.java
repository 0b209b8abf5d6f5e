package io.tradewatch.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.PatientEncoder;
import io.tradewatch.Servers;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.NewTopics;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.server.HttpSettings;
import io.tradewatch.server.Operations;
import io.tradewatch.server.PortTakenException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The application on a real broker with a real registry, and words to write its tests in. */
public final class LiveScene implements AutoCloseable {
    public static final TopicNames TOPICS = TopicNames.withPrefix("");

    public static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Servers servers = Servers.start();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Path stateDirectory;
    private final RegistrySchemas schemas =
            RegistrySchemas.connect(Map.of("schema.registry.url", servers.registryUrl()));
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    private final Admin admin = Admin.create(kafka());
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    private final Map<TopicPartition, Long> sent = new HashMap<>();
    private final Map<String, RecordLocation> places = new HashMap<>();

    public LiveScene(Path stateDirectory) throws ExecutionException, InterruptedException {
        this.stateDirectory = stateDirectory;
        List<NewTopic> topics = List.of(
                new NewTopic(TOPICS.transfers(), PARTITIONS, (short) 1),
                measures(),
                new NewTopic(TOPICS.violations(), PARTITIONS, (short) 1).configs(Map.of("compression.type", "lz4")),
                new NewTopic(TOPICS.deadLetters(), 1, (short) 1).configs(Map.of("compression.type", "lz4")));
        admin.createTopics(topics).all().get();
        NewTopics.awaitServed(admin, topics.stream().map(NewTopic::name).toList());
        Map<String, Object> reading = new HashMap<>(kafka());
        reading.put("isolation.level", "read_committed");
        reading.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(
                new TopicPartition(TOPICS.violations(), 0),
                new TopicPartition(TOPICS.violations(), 1),
                new TopicPartition(TOPICS.violations(), 2)));
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", servers.bootstrapServers());
    }

    /** What a counter stands at. */
    public double counted(String counter) {
        return meters.get(counter).counter().count();
    }

    Servers servers() {
        return servers;
    }

    /** What runs the servers, for tests that stop one of them. */
    DevCluster cluster() {
        Assumptions.assumeTrue(
                servers instanceof Servers.Processes, "skipped: only servers that are processes can be stopped");
        return ((Servers.Processes) servers).cluster();
    }

    ApplicationSettings settings(String instance) {
        return new ApplicationSettings(
                "tradewatch",
                TOPICS,
                kafka(),
                Map.of("schema.registry.url", servers.registryUrl()),
                "exactly_once_v2",
                "classic",
                1,
                stateDirectory.resolve(instance),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                LOOK_BACK,
                Duration.ofDays(3650),
                500,
                3,
                Screening.DEFAULT_MAX_VIOLATIONS,
                Duration.ofMillis(50));
    }

    ScreeningApplication start() throws StartFailedException {
        return ScreeningApplication.start(settings("one"), new ScreeningMeters(meters));
    }

    /** Starts the application, and has somebody watch it. */
    ScreeningApplication start(Operations operations) throws StartFailedException {
        ScreeningApplication application = ScreeningApplication.start(settings("one"), operations.meters());
        operations.watch(application, kafka(), Map.of("schema.registry.url", servers.registryUrl()), TOPICS);
        return application;
    }

    /** A window on any free port, where nobody is asked for a token. */
    static Operations window(int requestsPerSecond) throws PortTakenException {
        return Operations.open(new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, requestsPerSecond));
    }

    /** What a window answers to a GET: the status, a blank, and the body. */
    static String get(Operations operations, String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(operations.url() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Publishes countries and measures. */
    void law(Measure... revisions) throws ExecutionException, InterruptedException {
        ReferenceTable countries = new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("RU", "RU"), List.of("KP", "KP"), List.of("JP", "JP")));
        RulesetRecord.Table table = new RulesetRecord.Table(countries, 1, Instant.EPOCH);
        send(TOPICS.measures(), table.key(), encodeLaw(MeasureMapping.toAvro(table)));
        for (ReferenceTable other : SmallTables.besideCountries()) {
            RulesetRecord.Table record = new RulesetRecord.Table(other, 1, Instant.EPOCH);
            send(TOPICS.measures(), record.key(), encodeLaw(MeasureMapping.toAvro(record)));
        }
        for (Measure revision : revisions) {
            String key = new RulesetRecord.Revision(revision).key();
            send(TOPICS.measures(), key, encodeLaw(MeasureMapping.toAvro(revision)));
        }
    }

    private byte[] encodeLaw(SpecificRecord record) {
        return PatientEncoder.of(RegistryEncoder.law(schemas, TOPICS.measures(), Registration.AUTOMATIC))
                .apply(record);
    }

    void transfer(Transfer transfer) throws ExecutionException, InterruptedException {
        send(TOPICS.transfers(), transfer.getTransferId(), encode(transfer));
    }

    /** Transfers that come in all at once. */
    void transfers(List<Transfer> transfers) throws ExecutionException, InterruptedException {
        Map<String, Future<RecordMetadata>> sending = new LinkedHashMap<>();
        for (Transfer transfer : transfers) {
            byte[] key = transfer.getTransferId().getBytes(StandardCharsets.UTF_8);
            sending.put(
                    transfer.getTransferId(),
                    producer.send(new ProducerRecord<>(TOPICS.transfers(), key, encode(transfer))));
        }
        for (Map.Entry<String, Future<RecordMetadata>> one : sending.entrySet()) {
            noteSent(one.getKey(), one.getValue().get());
        }
    }

    /** A transfer that came in at a certain time. */
    void transferAt(Instant time, Transfer transfer) throws ExecutionException, InterruptedException {
        send(TOPICS.transfers(), time.toEpochMilli(), transfer.getTransferId(), encode(transfer));
    }

    byte[] encode(Transfer transfer) {
        return PatientEncoder.of(RegistryEncoder.transfers(schemas, TOPICS.transfers(), Registration.AUTOMATIC))
                .apply(transfer);
    }

    void send(String topic, String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        send(topic, null, key, value);
    }

    private void send(String topic, @Nullable Long time, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        RecordMetadata metadata = producer.send(
                        new ProducerRecord<>(topic, null, time, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
        if (topic.equals(TOPICS.transfers())) {
            noteSent(key, metadata);
        }
    }

    private void noteSent(String transferId, RecordMetadata metadata) {
        sent.put(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset());
        places.put(transferId, new RecordLocation(metadata.topic(), metadata.partition(), metadata.offset()));
    }

    /** Where a transfer that was sent stands in its topic; the last of its records, if there are several. */
    @Nullable RecordLocation place(String transferId) {
        return places.get(transferId);
    }

    /** Waits until as many alerts as this were published in all, and returns them. */
    public List<Violation> awaitAlerts(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            poll();
            return seen.size() >= count;
        });
        return alerts();
    }

    /** Waits until all transfers that were sent are screened, and that is committed. */
    public void awaitScreened() {
        Awaitility.await().atMost(PATIENCE).until(this::isScreened);
    }

    /** Whether all transfers that were sent are screened, and that is committed. */
    boolean isScreened() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("tradewatch")
                .partitionsToOffsetAndMetadata()
                .get();
        return sent.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() > end.getValue();
        });
    }

    /** Waits until all past transfers were screened with all of the law. */
    public void awaitApplied(ScreeningApplication application) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> application.tasks().size() == PARTITIONS
                        && application.tasks().stream()
                                .allMatch(task ->
                                        task.applied() == application.law().position()));
    }

    /** Deletes the topic of measures and creates it again. */
    public void makeMeasuresAnew() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(TOPICS.measures())).all().get();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !admin.listTopics().names().get().contains(TOPICS.measures()));
        admin.createTopics(List.of(measures())).all().get();
        NewTopics.awaitServed(admin, List.of(TOPICS.measures()));
    }

    private static NewTopic measures() {
        return new NewTopic(TOPICS.measures(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    }

    /** How many dead letters there are. */
    long deadLetters() throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(TOPICS.deadLetters(), 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
    }

    /** The alerts so far, as they stand in the topic. */
    List<ConsumerRecord<byte[], byte[]>> alertRecords() {
        return List.copyOf(seen);
    }

    public List<Violation> alerts() {
        return seen.stream().map(record -> decode(record.value())).toList();
    }

    Violation decode(byte[] value) {
        try {
            return new ViolationDecoder(schemas).decode(value).orElseThrow();
        } catch (RegistryUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        producer.close();
        consumer.close();
        schemas.close();
        servers.close();
    }
}
