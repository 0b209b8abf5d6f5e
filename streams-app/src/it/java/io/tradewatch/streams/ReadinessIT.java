package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.server.Operations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops the screening, and what Kafka's own clients keep to themselves, is said by readiness in time. */
class ReadinessIT {
    private static final Duration IN_TIME = Duration.ofSeconds(10);
    private static final String UP = "200 {\"status\":\"up\"}";

    @TempDir
    private Path stateDirectory;

    /** Holds up the stream thread that has read a transfer with a certain id, as work without an end would. */
    public static final class HoldingUp implements ConsumerInterceptor<byte[], byte[]> {
        private static final byte[] ID = "held-up".getBytes(StandardCharsets.UTF_8);
        private static final CountDownLatch RELEASED = new CountDownLatch(1);

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (Arrays.equals(record.key(), ID)) {
                    await();
                }
            }
            return records;
        }

        private static void await() {
            try {
                RELEASED.await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            // of no interest
        }

        @Override
        public void configure(Map<String, ?> properties) {
            // nothing to choose
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @Test
    void shouldSayWithinTenSecondsThatTheBrokerIsGoneAndGoOnWhenItIsBack() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000);
                ScreeningApplication application = scene.start(operations)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            soon().untilAsserted(() -> assertThat(ready(operations)).isEqualTo(UP));
            scene.transfer(toNorthKorea("before", "870340").build());
            scene.awaitAlerts(1);

            scene.cluster().killBroker(1);
            inTime().untilAsserted(() ->
                    assertThat(ready(operations)).startsWith("503").contains("the broker does not answer"));
            assertThat(LiveScene.get(operations, "/api/v1/overview"))
                    .as("what the console shows")
                    .contains("\"ready\":{\"status\":\"down\",\"reasons\":[\"the broker does not answer");
            assertThat(LiveScene.get(operations, "/health/live")).startsWith("200");

            scene.cluster().startBroker(1);
            soon().untilAsserted(() -> assertThat(ready(operations)).isEqualTo(UP));
            scene.transfer(toNorthKorea("after", "870340").build());
            scene.awaitAlerts(2);
            assertThat(application.troubles()).isEmpty();
        }
    }

    @Test
    void shouldSayWithinTenSecondsThatPartitionsWereAddedAndWhatToDo() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000);
                ScreeningApplication application = scene.start(operations);
                Admin admin = Admin.create(scene.kafka())) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            soon().untilAsserted(() -> assertThat(ready(operations)).isEqualTo(UP));

            admin.createPartitions(Map.of(LiveScene.TOPICS.transfers(), NewPartitions.increaseTo(4)))
                    .all()
                    .get();

            inTime().untilAsserted(() -> assertThat(ready(operations))
                    .startsWith("503")
                    .contains("topic transfers has 4 partitions, expected 3", "Make a new topic"));
            assertThat(application.inputProblems()).hasSize(1);
        }
    }

    @Test
    void shouldSayWhichPartitionDoesNotMoveAndNotBlameThoseWithMarkersOnly() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000);
                ScreeningApplication application =
                        ScreeningApplication.start(heldUp(scene.settings("one")), operations.meters())) {
            operations.watch(
                    application,
                    scene.kafka(),
                    Map.of("schema.registry.url", scene.servers().registryUrl()),
                    LiveScene.TOPICS);
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            scene.transfer(toNorthKorea("before", "870340").build());
            scene.awaitAlerts(1);
            abortATransactionInEachPartition(scene);
            Awaitility.await()
                    .during(Duration.ofSeconds(28))
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(ready(operations)).isEqualTo(UP));

            scene.transfer(toNorthKorea("held-up", "870340").build());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(35))
                    .untilAsserted(() -> assertThat(ready(operations))
                            .startsWith("503")
                            .contains("nothing of partition "
                                    + scene.place("held-up").partition() + " of topic transfers was screened"));

            HoldingUp.RELEASED.countDown();
            scene.awaitAlerts(2);
            soon().untilAsserted(() -> assertThat(ready(operations)).isEqualTo(UP));
        }
    }

    private static ApplicationSettings heldUp(ApplicationSettings usual) {
        Map<String, Object> kafka = new HashMap<>(usual.kafka());
        kafka.put("main.consumer.interceptor.classes", HoldingUp.class.getName());
        return new ApplicationSettings(
                usual.applicationId(),
                usual.topics(),
                kafka,
                usual.registry(),
                usual.processingGuarantee(),
                usual.groupProtocol(),
                usual.threads(),
                usual.stateDirectory(),
                usual.commitInterval(),
                usual.patience(),
                usual.lookBack(),
                usual.violationMemory(),
                usual.sliceRecords(),
                usual.maxFailuresPerRecord(),
                usual.maxViolationsPerTransfer(),
                usual.measuresDebounce());
    }

    /** Leaves offsets behind that no consumer is ever given. */
    private static void abortATransactionInEachPartition(LiveScene scene) {
        Map<String, Object> properties = new HashMap<>(scene.kafka());
        properties.put("transactional.id", "aborts");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < 3; partition++) {
                Object unused = producer.send(
                        new ProducerRecord<>(LiveScene.TOPICS.transfers(), partition, new byte[] {1}, new byte[] {1}));
            }
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static ConditionFactory inTime() {
        return Awaitility.await().pollInterval(Duration.ofMillis(200)).atMost(IN_TIME);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static String ready(Operations operations) {
        return LiveScene.get(operations, "/health/ready");
    }
}
