package io.tradewatch.cli.doctor;

import static io.tradewatch.cli.doctor.Diagnosis.Verdict.FAILED;
import static io.tradewatch.cli.doctor.Diagnosis.Verdict.OK;
import static io.tradewatch.cli.doctor.Diagnosis.Verdict.UNCHECKED;
import static io.tradewatch.cli.doctor.Diagnosis.Verdict.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.topics.TopicState;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.RulesetFold;
import io.tradewatch.screening.PartitionByTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is said of clusters that the build cannot start. */
class JudgementsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void shouldRefuseTheStreamsProtocolOnBrokersThatAreTooOldForIt() {
        Diagnosis none = VersionsCheck.judge(Map.of("metadata.version", (short) 25), "streams", "b:9092");
        Diagnosis off = VersionsCheck.judge(
                Map.of("metadata.version", (short) 29, "streams.version", (short) 0), "streams", "b");

        assertThat(none.verdict()).isEqualTo(FAILED);
        assertThat(none.text()).contains("Kafka 4.2 or newer").endsWith("it has none");
        assertThat(none.fix().orElseThrow())
                .contains("kafka-features.sh --bootstrap-server b:9092 upgrade --feature streams.version=1");
        assertThat(off.text()).endsWith("it has level 0");
    }

    @Test
    void shouldTakeTheStreamsProtocolWhereTheClusterHasIt() {
        Map<String, Short> levels = Map.of("metadata.version", (short) 29, "streams.version", (short) 1);

        assertThat(VersionsCheck.judge(levels, "streams", "b").verdict()).isEqualTo(OK);
        assertThat(VersionsCheck.judge(levels, "streams", "b").text())
                .isEqualTo("new enough (metadata.version 29, streams.version 1)");
    }

    @Test
    void shouldWarnOfBrokersThatDoNotTellHowOldTheyAre() {
        Diagnosis old = VersionsCheck.judge(Map.of(), "classic", "b");

        assertThat(old.verdict()).isEqualTo(WARNING);
        assertThat(old.text()).contains("older than Kafka 3.3").contains("exactly_once_v2 needs Kafka 2.5");
    }

    @Test
    void shouldFailWhereTheRulesetIsIncompleteAndNameTheKeys() {
        RulesetFold fold = new RulesetFold();
        long offset = 0;
        for (ReferenceTable table : SmallTables.besideCountries()) {
            RulesetRecord record = new RulesetRecord.Table(table, 0, NOW);
            fold.take(offset++, record.key(), DecodeResult.of(record));
        }
        RulesetRecord ban =
                new RulesetRecord.Revision(MeasureDraft.measure("BAN").build());
        fold.take(offset++, ban.key(), DecodeResult.of(ban));
        fold.take(offset++, "BAN@1", DecodeResult.defect(StructuralDefect.Reason.UNDECODABLE, "three bytes"));

        List<Diagnosis> found = RulesetCheck.judge(fold.contents().ruleset());

        assertThat(found).extracting(Diagnosis::verdict).containsOnly(FAILED);
        assertThat(found.get(0).text()).contains("reference table countries").contains("nothing is screened");
        assertThat(found.get(1).text())
                .contains("1 records: BAN@1")
                .contains("offset 5")
                .contains("three bytes");
    }

    @Test
    void shouldFailATopicThatRefusesEverything() {
        Diagnosis diagnosis = TopicSettingsCheck.copies(topic(1, "2"), 3).orElseThrow();

        assertThat(diagnosis.verdict()).isEqualTo(FAILED);
        assertThat(diagnosis.text()).contains("min.insync.replicas is 2, and there is 1 copy");
    }

    @Test
    void shouldWarnWhereThereAreFewerCopiesThanTheBrokersAllow() {
        assertThat(TopicSettingsCheck.copies(topic(1, "1"), 3).orElseThrow().text())
                .contains("copies 1, though there are 3");
        assertThat(TopicSettingsCheck.copies(topic(3, "1"), 3).orElseThrow().text())
                .contains("min.insync.replicas is 1");
        assertThat(TopicSettingsCheck.copies(topic(3, "2"), 5)).isEmpty();
        assertThat(TopicSettingsCheck.copies(topic(1, "1"), 1)).isEmpty();
    }

    @Test
    void shouldWarnOfTransfersInAnotherPartitionThanTheDefaultPartitionerChooses() {
        byte[] key = "T-1".getBytes(UTF_8);
        int own = PartitionByTransfer.of(key, 6);
        int other = (own + 1) % 6;
        PartitionsCheck.Sample sample = new PartitionsCheck.Sample(6);
        sample.take(new ConsumerRecord<>("transfers", own, 1, key, null));
        sample.take(new ConsumerRecord<>("transfers", other, 7, key, null));
        sample.take(new ConsumerRecord<>("transfers", other, 8, key, null));
        sample.take(new ConsumerRecord<>("transfers", other, 9, null, null));

        Diagnosis diagnosis = PartitionsCheck.judge("transfers", sample);

        assertThat(diagnosis.verdict()).isEqualTo(WARNING);
        assertThat(diagnosis.text())
                .contains("2 of the newest 3 records")
                .contains("offset 7 of partition " + other + " belongs to partition " + own)
                .contains("leave stale alerts");
        assertThat(diagnosis.fix().orElseThrow())
                .contains("one partitioner for all producers")
                .contains("partitioner=murmur2_random");
    }

    @Test
    void shouldAcceptTransfersInThePartitionThatTheDefaultPartitionerChooses() {
        PartitionsCheck.Sample sample = new PartitionsCheck.Sample(6);
        for (int i = 0; i < 100; i++) {
            byte[] key = ("T-" + i).getBytes(UTF_8);
            sample.take(new ConsumerRecord<>("transfers", PartitionByTransfer.of(key, 6), i, key, null));
        }

        Diagnosis diagnosis = PartitionsCheck.judge("transfers", sample);

        assertThat(diagnosis.verdict()).isEqualTo(OK);
        assertThat(diagnosis.text()).contains("all of the newest 100 records");
    }

    private static TopicState topic(int copies, String inSync) {
        return new TopicState("transfers", 6, copies, Map.of("min.insync.replicas", inSync));
    }

    @Test
    void shouldJudgeTheAgeOfTheLawAsHealthAndTheAlertRuleDo() throws IOException {
        assertThat(law("2026-04-30T00:00:00Z", Duration.ZERO)).isEqualTo(OK);
        assertThat(law("2026-01-30T00:00:00Z", Duration.ZERO)).isEqualTo(WARNING);
        assertThat(law("2026-04-30T00:00:00Z", Duration.ofHours(1))).isEqualTo(FAILED);
        assertThat(Files.readString(Path.of("../docker/prometheus/rules.yml")))
                .contains("tradewatch_law_age_seconds > " + RulesetCheck.STALE.toDays() + " * 86400");
    }

    private static Diagnosis.Verdict law(String newest, Duration maxAge) {
        return RulesetCheck.judge(1, Instant.parse(newest), maxAge, NOW).verdict();
    }

    @Test
    void shouldPassOnWhyTheApplicationIsNotReady() {
        Diagnosis down =
                ApplicationCheck.judge("http://h/ready", 503, "{\"status\":\"down\",\"reasons\":[\"it is starting\"]}");

        assertThat(down.verdict()).isEqualTo(WARNING);
        assertThat(down.text()).contains("it is starting");
        assertThat(ApplicationCheck.judge("http://h/ready", 200, "").verdict()).isEqualTo(OK);
        assertThat(ApplicationCheck.judge("http://h/ready", 404, "<html>").verdict())
                .isEqualTo(UNCHECKED);
    }
}
