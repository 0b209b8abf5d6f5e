package io.tradewatch.poison;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tradewatch.PatientEncoder;
import io.tradewatch.cli.Run;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/**
 * A broker, a registry, the shipped measures, and the application as a process of its own that is ready.
 *
 * @param cluster broker and registry
 * @param schemas the registry's client
 * @param materials what poison is made of
 * @param law writes records of law
 * @param producer one that lets any size through: whether a record is too large is for the topic to say
 * @param traces what the application has left
 * @param application the application
 */
record PoisonScene(
        DevCluster cluster,
        RegistrySchemas schemas,
        Materials materials,
        Function<SpecificRecord, byte[]> law,
        KafkaProducer<byte[], byte[]> producer,
        Traces traces,
        ApplicationProcess application)
        implements AutoCloseable {
    static final TopicNames TOPICS = TopicNames.withPrefix("");
    static final int PARTITIONS = 3;
    static final Duration SOON = Duration.ofSeconds(60);

    /** The log of this package, which tells how far a test has come. */
    static Logger diary() {
        Logger logger = (Logger) LoggerFactory.getLogger(PoisonScene.class.getPackageName());
        logger.setLevel(Level.INFO);
        return logger;
    }

    /** @param folder the application's own */
    static PoisonScene open(Path folder, long seed) throws Exception {
        DevCluster cluster = DevCluster.start(DevClusterOptions.defaults());
        try {
            Map<String, Object> kafka = Map.of("bootstrap.servers", cluster.bootstrapServers());
            RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()));
            publishMeasures(cluster, kafka);
            PoisonScene scene = new PoisonScene(
                    cluster,
                    schemas,
                    new Materials(seed, cluster.registryUrl(), schemas, TOPICS.transfers()),
                    PatientEncoder.of(RegistryEncoder.law(schemas, TOPICS.measures(), Registration.AUTOMATIC)),
                    producer(kafka),
                    new Traces(kafka, TOPICS),
                    new ApplicationProcess(folder, environment(cluster)));
            Awaitility.await().atMost(SOON).until(scene.application::isReady);
            return scene;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
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

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("compression.type", "gzip");
        properties.put("max.request.size", 64 << 20);
        properties.put("buffer.memory", 128L << 20);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        try (cluster;
                schemas;
                producer;
                traces;
                application) {
            // They end in reverse, each whatever becomes of the others.
        }
    }
}
