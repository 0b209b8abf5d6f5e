package io.tradewatch.ruleset.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewatch.Servers;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.NewTopics;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.LintFolder;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.MeasureFilesRefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Publishing to real Kafka with a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MeasurePublisherIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String KEY = "UN-KP-2397-7-VEHICLES@1";

    private Servers cluster;
    private Map<String, Object> kafka;
    private RegistrySchemas schemas;

    @BeforeAll
    void start() {
        cluster = Servers.start();
        kafka = Map.of("bootstrap.servers", cluster.bootstrapServers());
        schemas = RegistrySchemas.connect(Map.of("schema.registry.url", cluster.registryUrl()));
    }

    @AfterAll
    void close() {
        schemas.close();
        cluster.close();
    }

    private String topic(TestInfo test, int partitions) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(
                            new NewTopic(topic, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            NewTopics.awaitServed(admin, List.of(topic));
        }
        return topic;
    }

    private MeasurePublisher publisher(String topic) {
        return new MeasurePublisher(kafka, schemas, topic, topic + "-publish", Registration.AUTOMATIC, CLOCK);
    }

    private PublishedLaw read(String topic) throws Exception {
        return new MeasuresTopicReader(kafka, schemas, topic).read();
    }

    @Test
    void shouldPublishWhatIsShippedAndReadItBackTheSame(TestInfo test) throws Exception {
        String topic = topic(test, 1);
        MeasureCatalogue shipped = Lint.check(Path.of("../config/measures"), Path.of("../config/reference"));

        RulesetDifference first = publisher(topic).publish(shipped, false, Set.of());
        RulesetDifference second = publisher(topic).publish(shipped, false, Set.of());

        assertThat(first.added()).hasSameSizeAs(shipped.revisions());
        assertThat(first.tables()).hasSize(5);
        assertThat(second.isEmpty()).isTrue();
        assertThat(read(topic).contents().records()).hasSize(shipped.revisions().size() + 5);
        assertThat(read(topic).unreadable()).isEmpty();
    }

    @Test
    void shouldRefuseOtherContentForAPublishedRevisionUnlessToldToReplaceIt(TestInfo test, @TempDir Path directory)
            throws Exception {
        String topic = topic(test, 1);
        LintFolder folder = new LintFolder(directory);
        publisher(topic).publish(folder.check(), false, Set.of());
        MeasureCatalogue changed = folder.with("para. 7", "para. 8").check();

        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> publisher(topic).publish(changed, false, Set.of()))
                .withMessage(KEY + " was published with other content (provision)")
                .satisfies(e -> assertThat(e.fix()).contains("new revision").contains("--replace"));
        publisher(topic).publish(changed, true, Set.of());

        assertThat(publisher(topic).difference(changed).isEmpty()).isTrue();
    }

    @Test
    void shouldDeleteWhatIsNamedAndNothingElse(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 1);
        LintFolder folder = new LintFolder(directory);
        publisher(topic).publish(folder.check(), false, Set.of());

        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> publisher(topic).publish(folder.check(), false, Set.of(KEY)))
                .withMessageContaining("still in the files");
        MeasureCatalogue renamed = folder.with("-VEHICLES", "-CARS").check();
        RulesetDifference kept = publisher(topic).publish(renamed, false, Set.of());
        assertThat(kept.onlyOnTopic()).containsExactly(KEY);
        assertThat(read(topic).contents().records()).containsKey(KEY);
        publisher(topic).publish(renamed, false, Set.of(KEY));

        assertThat(read(topic).contents().records())
                .containsKey("UN-KP-2397-7-CARS@1")
                .doesNotContainKey(KEY);
    }

    @Test
    void shouldRefuseToDeleteWhatIsNotThere(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 1);
        LintFolder folder = new LintFolder(directory);

        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> publisher(topic).publish(folder.check(), false, Set.of("UN-XX@1")))
                .withMessage("UN-XX@1 is not on the topic, so it cannot be deleted");
        assertThat(read(topic).contents().records()).isEmpty();
    }

    @Test
    void shouldPublishNothingOfFilesWithErrors(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 1);
        MeasureCatalogue broken =
                new LintFolder(directory).with("[\"KP\"]", "[\"KX\"]").check();

        assertThatExceptionOfType(MeasureFilesRefusedException.class)
                .isThrownBy(() -> publisher(topic).publish(broken, false, Set.of()));
        assertThat(read(topic).contents().position()).isZero();
    }

    @Test
    void shouldWriteNothingInARehearsal(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 1);

        RulesetDifference rehearsed = publisher(topic).rehearse(new LintFolder(directory).check(), false, Set.of());

        assertThat(rehearsed.added()).extracting(Measure::measureId).containsExactly("UN-KP-2397-7-VEHICLES");
        assertThat(read(topic).contents().position()).isZero();
    }

    @Test
    void shouldReadPastARecordThatIsNoLawAndPublishOverIt(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 1);
        LintFolder folder = new LintFolder(directory);
        Map<String, Object> settings = new HashMap<>(kafka);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, KEY, new byte[] {1, 2, 3}))
                    .get();
        }
        assertThat(read(topic).unreadable()).containsOnlyKeys(KEY);

        publisher(topic).publish(folder.check(), false, Set.of());

        assertThat(read(topic).unreadable()).isEmpty();
        assertThat(read(topic).contents().records()).containsKey(KEY);
    }

    @Test
    void shouldSayThatTheTopicIsMissing(@TempDir Path directory) {
        MeasureCatalogue catalogue = new LintFolder(directory).check();

        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> publisher("nowhere").difference(catalogue))
                .withMessage("topic nowhere does not exist")
                .satisfies(e -> assertThat(e.fix()).contains("tradewatch topics create"));
    }

    @Test
    void shouldRefuseATopicOfTwoPartitions(TestInfo test, @TempDir Path directory) throws Exception {
        String topic = topic(test, 2);
        MeasureCatalogue catalogue = new LintFolder(directory).check();

        assertThatExceptionOfType(PublishingException.class)
                .isThrownBy(() -> publisher(topic).publish(catalogue, false, Set.of()))
                .withMessageContaining("has 2 partitions, expected 1");
    }
}
