package io.tradewatch.streams;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.SizeLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on Kafka's test driver, with a registry in memory, and words to write its tests in. */
public final class Scene implements AutoCloseable {
    public static final TopicNames TOPICS = TopicNames.withPrefix("");

    private final String registryName = UUID.randomUUID().toString();
    private final RegistrySchemas schemas =
            RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + registryName));
    private final ShutdownSignal stop = new ShutdownSignal();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RulesetLoader book;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> transfers;
    private final TestInputTopic<byte[], byte[]> measures;
    private final TestOutputTopic<byte[], byte[]> violations;
    private final TestOutputTopic<byte[], byte[]> deadLetters;

    Scene(Path stateDirectory) {
        this(stateDirectory, SizeLimits.none(), Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /** @param limits what the topics take */
    Scene(Path stateDirectory, SizeLimits limits) {
        this(stateDirectory, limits, Screening.DEFAULT_MAX_VIOLATIONS);
    }

    Scene(Path stateDirectory, int maxViolations) {
        this(stateDirectory, SizeLimits.none(), maxViolations);
    }

    private Scene(Path stateDirectory, SizeLimits limits, int maxViolations) {
        book = new RulesetLoader(
                "topic-id",
                Duration.ofDays(1),
                maxViolations,
                () -> Long.MAX_VALUE,
                ScreeningMeters.unread().threads());
        ScreeningParts parts = new ScreeningParts(
                "scene",
                TOPICS,
                schemas,
                book,
                stop,
                Duration.ofMillis(200),
                new TrustedClock(System::currentTimeMillis),
                ReferenceTables.RULES_VERSION,
                PastTransferLog.off(),
                Duration.ofDays(3650),
                new ProgressBoard(),
                new ScreeningMeters(registry),
                limits,
                new RecordFailures(3, null));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "scene");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(ScreeningTopology.build(book, parts), properties);
        ByteArraySerializer write = new ByteArraySerializer();
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        transfers = driver.createInputTopic(TOPICS.transfers(), write, write);
        measures = driver.createInputTopic(TOPICS.measures(), write, write);
        violations = driver.createOutputTopic(TOPICS.violations(), read, read);
        deadLetters = driver.createOutputTopic(TOPICS.deadLetters(), read, read);
    }

    /** Publishes the tables that the tests use, and measures; all count from here on. */
    public Scene law(Measure... revisions) {
        ReferenceTable countries = new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("RU", "RU"), List.of("KP", "KP"), List.of("CN", "CN"), List.of("JP", "JP")));
        publish(new RulesetRecord.Table(countries, 1, Instant.EPOCH), MeasureMapping::toAvro);
        for (ReferenceTable table : SmallTables.besideCountries()) {
            publish(new RulesetRecord.Table(table, 1, Instant.EPOCH), MeasureMapping::toAvro);
        }
        return measures(revisions);
    }

    /** Publishes measures; the tables stay as they are. */
    Scene measures(Measure... revisions) {
        for (Measure revision : revisions) {
            publish(new RulesetRecord.Revision(revision), record -> MeasureMapping.toAvro(record.measure()));
        }
        book.compileNow();
        return this;
    }

    /** Publishes a version of a reference table. */
    void table(int version, ReferenceTable table) {
        publish(new RulesetRecord.Table(table, version, Instant.EPOCH), MeasureMapping::toAvro);
        book.compileNow();
    }

    private <T extends RulesetRecord> void publish(
            T record, java.util.function.Function<T, org.apache.avro.specific.SpecificRecord> toAvro) {
        try {
            byte[] value = RegistryEncoder.law(schemas, TOPICS.measures(), Registration.AUTOMATIC)
                    .encode(toAvro.apply(record));
            measures.pipeInput(record.key().getBytes(StandardCharsets.UTF_8), value);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    /** Puts raw bytes into the topic of measures. */
    void rawMeasure(String key, byte[] value) {
        measures.pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
        book.compileNow();
    }

    /** A transfer comes in. */
    public void transfer(Transfer transfer) {
        raw(transfer.getTransferId() == null ? "key" : transfer.getTransferId(), encode(transfer));
    }

    byte[] encode(Transfer transfer) {
        try {
            return RegistryEncoder.transfers(schemas, TOPICS.transfers(), Registration.AUTOMATIC)
                    .encode(transfer);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    /** Registers another writer's schema of transfers, and returns its id. */
    int register(Schema schema) throws IOException {
        try {
            return MockSchemaRegistry.getClientForScope(registryName)
                    .register(TOPICS.transfers() + "-value", new AvroSchema(schema));
        } catch (RestClientException e) {
            throw new IOException(e);
        }
    }

    /** One of the task's stores. */
    KeyValueStore<byte[], byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Puts raw bytes into the topic of transfers. */
    void raw(String key, byte[] value) {
        transfers.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value));
    }

    void raw(ProducerRecord<byte[], byte[]> record) {
        transfers.pipeInput(new TestRecord<>(record));
    }

    /** Lets enough time pass for a task to look back. */
    public void tick() {
        for (int step = 0; step < 4; step++) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /** What was counted. */
    public MeterRegistry meters() {
        return registry;
    }

    /** The law as it is compiled. */
    RulesetLoader book() {
        return book;
    }

    /** The alerts since the last call. */
    public List<Violation> alerts() {
        return alertRecords().stream().map(record -> decode(record.value())).toList();
    }

    List<TestRecord<byte[], byte[]>> alertRecords() {
        return violations.readRecordsToList();
    }

    private Violation decode(byte[] value) {
        try {
            return new ViolationDecoder(schemas).decode(value).orElseThrow();
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    /** The dead letters since the last call. */
    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    @Override
    public void close() {
        stop.stop();
        driver.close();
        book.close();
        schemas.close();
    }

    /** A ban on goods with a prefix towards North Korea, binding everyone since the end of 2017. */
    public static Measure ban(String id, int revision, String prefix) {
        return new Measure(
                id,
                revision,
                MeasureStatus.ACTIVE,
                Instant.parse("2017-12-22T00:00:00Z"),
                "UN",
                "UN-DPRK",
                "S/RES/2397 (2017)",
                "para. 7",
                null,
                CitationStatus.UNVERIFIED,
                "for tests",
                null,
                null,
                null,
                "a ban for tests",
                Action.PROHIBIT,
                Flow.EXPORT,
                List.of("KP"),
                List.of(),
                List.of(),
                HsEdition.HS2017,
                null,
                List.of(CommodityPrefix.parse(prefix)),
                List.of(),
                null,
                null,
                null,
                LocalDate.parse("2017-12-22"),
                null,
                List.of());
    }

    /** A car, or whatever the code says, from Russia to North Korea in 2024. */
    public static Transfer.Builder toNorthKorea(String transferId, String commodityCode) {
        return Transfer.newBuilder()
                .setTransferId(transferId)
                .setOccurredAt(Instant.parse("2024-02-18T00:00:00Z"))
                .setCountryOfDispatch("RU")
                .setCountryOfDestination("KP")
                .setGoodsItems(List.of(GoodsItem.newBuilder()
                        .setItemNumber(1)
                        .setCommodityCode(commodityCode)
                        .build()));
    }
}
