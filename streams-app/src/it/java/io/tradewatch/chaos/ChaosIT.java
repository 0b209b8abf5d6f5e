package io.tradewatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tradewatch.PatientEncoder;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.poison.Materials;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import io.tradewatch.streams.promises.ProducedLaw;
import io.tradewatch.streams.promises.ProducedTransfer;
import io.tradewatch.streams.promises.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Three brokers, two instances, one registry, all of them processes that are killed in the middle of work: in the end every
 * promise was kept.
 *
 * <p>The short form runs in every build. A long one, as {@code docs/chaos.md} has it:
 *
 * <pre>mvn verify -Dit.test=ChaosIT -Dtradewatch.chaos.minutes=30 -Dtradewatch.chaos.kills=60</pre>
 */
class ChaosIT {
    private static final Logger LOG = diary();
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String GROUP = "tradewatch";
    private static final int PARTITIONS = 4;
    private static final int BROKER_HEAP_MEGABYTES = 300;
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    /** Transactions of the killed end by themselves within 10 s, sessions within 6. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration QUIET = Duration.ofSeconds(5);

    private final ChaosSettings settings = ChaosSettings.fromSystemProperties();

    @TempDir
    private Path folder;

    @Test
    void shouldKeepEveryPromiseWhateverIsKilled() throws Exception {
        LOG.info("{}", settings);
        try (DevCluster cluster = DevCluster.start(
                        DevClusterOptions.defaults().withBrokers(3).withBrokerHeapMegabytes(BROKER_HEAP_MEGABYTES));
                RegistrySchemas schemas =
                        RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()));
                Progress progress = new Progress(kafka(cluster), TOPICS, GROUP);
                MeasureGenerator measureGenerator = new MeasureGenerator(
                        kafka(cluster),
                        TOPICS.measures(),
                        settings.seed(),
                        PatientEncoder.of(RegistryEncoder.law(schemas, TOPICS.measures(), Registration.AUTOMATIC)));
                Traffic traffic = new Traffic(
                        kafka(cluster),
                        TOPICS.transfers(),
                        new Trade(
                                settings.seed(),
                                PatientEncoder.of(
                                        RegistryEncoder.transfers(schemas, TOPICS.transfers(), Registration.AUTOMATIC)),
                                exploding(cluster, schemas)),
                        settings.perSecond())) {
            createTopics(cluster);
            measureGenerator.found();
            try (Instance one = new Instance(folder.resolve("one"), environment(cluster));
                    Instance two = new Instance(folder.resolve("two"), environment(cluster))) {
                List<Instance> instances = List.of(one, two);
                traffic.start();
                FaultInjector faultInjector =
                        new FaultInjector(settings, cluster, instances, measureGenerator, traffic, progress);
                faultInjector.wreak();
                List<ProducedTransfer> transfers = traffic.stop();
                try (ChaosAssertions chaosAssertions = new ChaosAssertions(kafka(cluster), TOPICS, schemas)) {
                    awaitScreened(progress, transfers, instances);
                    awaitKept(transfers, measureGenerator.published(), chaosAssertions, progress);
                    assertThat(faultInjector.workLeft())
                            .as("transfers left to screen at each kill")
                            .allMatch(left -> left > 0);
                    awaitNoOpenTransaction(progress);
                    report(faultInjector, instances, transfers, measureGenerator, chaosAssertions);
                }
            }
        }
    }

    /** Whoever watches for half an hour wants to see what happens. */
    private static Logger diary() {
        Logger logger = (Logger) LoggerFactory.getLogger(ChaosIT.class.getPackageName());
        logger.setLevel(Level.INFO);
        return logger;
    }

    private static Map<String, Object> kafka(DevCluster cluster) {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    private static byte[] exploding(DevCluster cluster, RegistrySchemas schemas) throws Exception {
        Materials materials = new Materials(0, cluster.registryUrl(), schemas, TOPICS.transfers());
        return Objects.requireNonNull(materials.exploding().value());
    }

    private static Map<String, String> environment(DevCluster cluster) {
        return Map.of(
                "TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS",
                cluster.bootstrapServers(),
                "TRADEWATCH_SCHEMA_REGISTRY_URL",
                cluster.registryUrl(),
                "TRADEWATCH_APPLICATION_ID",
                GROUP,
                "TRADEWATCH_SCREENING_THREADS",
                "2",
                "TRADEWATCH_SCREENING_LOOK_BACK",
                LOOK_BACK.toString(),
                // The least that brokers allow by default: the killed are missed sooner, and more happens in the time.
                "TRADEWATCH_KAFKA_SESSION_TIMEOUT_MS",
                "6000",
                "TRADEWATCH_KAFKA_HEARTBEAT_INTERVAL_MS",
                "1500");
    }

    private static void createTopics(DevCluster cluster) throws Exception {
        try (Admin admin = Admin.create(kafka(cluster))) {
            new TopicCheck(admin, TopicSettings.of(TOPICS, LOOK_BACK), cluster.bootstrapServers())
                    .createMissing(PARTITIONS, Optional.empty());
        }
    }

    private static void awaitScreened(Progress progress, List<ProducedTransfer> transfers, List<Instance> instances) {
        LOG.info("{} transfers were sent; what is left is screened", transfers.size());
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            for (Instance instance : instances) {
                instance.reviveIfEnded();
            }
            return progress.screened() >= transfers.size();
        });
    }

    /** Passes over past transfers may still be under way: they have until the end of the patience to get it right. */
    private static void awaitKept(
            List<ProducedTransfer> transfers, List<ProducedLaw> law, ChaosAssertions chaosAssertions, Progress progress)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (boolean isKept = false; !isKept; ) {
            chaosAssertions.readUntilQuiet(QUIET);
            LOG.info(
                    "{} alerts and {} dead letters until now",
                    chaosAssertions.alerts().size(),
                    chaosAssertions.deadLetters().size());
            boolean isLastLook = System.nanoTime() - deadline > 0;
            try {
                requireKept(transfers, law, chaosAssertions, progress);
                isKept = true;
            } catch (AssertionError e) {
                if (isLastLook) {
                    throw e;
                }
                LOG.info("not yet: {}", e.getMessage().lines().findFirst().orElse(""));
            }
        }
    }

    private static void requireKept(
            List<ProducedTransfer> transfers, List<ProducedLaw> law, ChaosAssertions chaosAssertions, Progress progress)
            throws Exception {
        Promises promises = Promises.ofOneRun();
        transfers.forEach(promises::transferProduced);
        law.forEach(promises::measureProduced);
        chaosAssertions.alerts().forEach(promises::alertObserved);
        chaosAssertions.deadLetters().forEach(promises::deadLetterObserved);
        progress.committed().forEach((partition, offset) -> promises.progressObserved(partition.partition(), offset));
        promises.doAssert();
    }

    /** Where a transaction hangs, readers of committed records stop at its first record. */
    private static void awaitNoOpenTransaction(Progress progress) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<TopicPartition, Long> all = progress.ends(progress.written(), IsolationLevel.READ_UNCOMMITTED);
            assertThat(progress.ends(progress.written(), IsolationLevel.READ_COMMITTED))
                    .as("where committed records end")
                    .isEqualTo(all);
        });
    }

    private static void report(
            FaultInjector faultInjector,
            List<Instance> instances,
            List<ProducedTransfer> transfers,
            MeasureGenerator measureGenerator,
            ChaosAssertions chaosAssertions) {
        long poison = transfers.stream()
                .filter(transfer -> transfer.defect().isPresent())
                .count();
        long poisonFound = chaosAssertions.deadLetters().stream()
                .filter(letter -> !letter.reason().equals("CONFLICTING_REVISION"))
                .map(ObservedDeadLetter::origin)
                .distinct()
                .count();
        LOG.info(
                "{} transfers, {} of them poison and {} found; {} records of law; {} kills ({} brokers, {} instances), with"
                        + " {} to {} transfers left at each; instances ended by themselves {} times; {} alerts, {} dead"
                        + " letters; every promise kept, and no transaction hangs",
                transfers.size(),
                poison,
                poisonFound,
                measureGenerator.published().size(),
                faultInjector.kills(),
                faultInjector.brokersKilled(),
                faultInjector.instancesKilled(),
                faultInjector.workLeft().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(0),
                faultInjector.workLeft().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0),
                instances.stream().mapToInt(Instance::endedByItself).sum(),
                chaosAssertions.alerts().size(),
                chaosAssertions.deadLetters().size());
    }
}
