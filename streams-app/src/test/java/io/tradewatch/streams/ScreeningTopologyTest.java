package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.ReferenceTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreeningTopologyTest {
    @TempDir
    private Path stateDirectory;

    private Scene scene;

    @BeforeEach
    void setUp() {
        scene = new Scene(stateDirectory);
    }

    @AfterEach
    void tearDown() {
        scene.close();
    }

    @Test
    void shouldOpenAViolationForATransferThatBreaksAMeasure() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.transfer(toNorthKorea("aurus", "8703.40").build());

        assertThat(scene.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(ViolationStatus.OPEN);
            assertThat(alert.getStatusReason()).isEqualTo(StatusReason.DETECTED);
            assertThat(alert.getSequence()).isZero();
            assertThat(alert.getMeasureId()).isEqualTo("BAN-VEHICLES");
            assertThat(alert.getMatchedCommodity()).isEqualTo("87");
            assertThat(alert.getExplanation()).contains("aurus", "S/RES/2397 (2017) para. 7", "2017-12-22");
        });
    }

    @Test
    void shouldSayNothingOfHarmlessTrade() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.transfer(toNorthKorea("books", "490199").build());
        scene.transfer(toNorthKorea("elsewhere", "870340")
                .setCountryOfDestination("JP")
                .build());

        assertThat(scene.alerts()).isEmpty();
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldSayNothingTwice() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("aurus", "870340").build());

        assertThat(scene.alerts()).hasSize(1);
    }

    @Test
    void shouldFollowTheCorrectionsOfATransfer() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("aurus", "490199").setRevision(1).build());
        scene.transfer(toNorthKorea("aurus", "870340").setRevision(2).build());
        scene.transfer(toNorthKorea("aurus", "870323").setRevision(3).build());
        scene.transfer(toNorthKorea("aurus", "870340").setRevision(1).build());
        scene.transfer(toNorthKorea("aurus", "870323")
                .setRevision(4)
                .setStatus(TransferStatus.CANCELLED)
                .build());

        assertThat(scene.alerts())
                .extracting(Violation::getSequence, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(
                        tuple(0, ViolationStatus.OPEN, StatusReason.DETECTED),
                        tuple(1, ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CORRECTED),
                        tuple(2, ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED),
                        tuple(3, ViolationStatus.UPDATED, StatusReason.TRANSFER_CORRECTED),
                        tuple(4, ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CANCELLED));
    }

    @Test
    void shouldNeverOpenAnythingForAStaleRevision() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.transfer(toNorthKorea("aurus", "490199").setRevision(1).build());
        scene.transfer(toNorthKorea("aurus", "870340").setRevision(0).build());

        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldUpdateAnAlertWhoseMeasureSaysWhatWasReadAndNeitherOpenNorWithdrawOne() {
        scene.law(MeasureDraft.measure("BAN-CARS").goods("8703").build());
        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("books", "490199").build());
        assertThat(scene.alerts()).hasSize(1);

        scene.law(MeasureDraft.measure("BAN-CARS")
                .revision(1, "2024-01-01T00:00:00Z")
                .goods("8703")
                .read(CitationStatus.UNVERIFIED, true, false)
                .textAsOf("2025-10-24")
                .build());
        scene.tick();

        assertThat(scene.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getTransferId()).isEqualTo("aurus");
            assertThat(alert.getStatus()).isEqualTo(ViolationStatus.UPDATED);
            assertThat(alert.getStatusReason()).isEqualTo(StatusReason.MEASURE_CHANGED);
            assertThat(alert.getContentRead()).isTrue();
            assertThat(alert.getProvisionRead()).isFalse();
            assertThat(alert.getTextAsOf()).isEqualTo("2025-10-24");
            assertThat(alert.getExplanation()).endsWith("; the number of the paragraph was not read.");
        });
    }

    @Test
    void shouldWithdrawWhatAMeasureNoLongerForbids() {
        scene.law(ban("BAN-VEHICLES", 1, "87"), ban("BAN-CARS", 1, "8703"));
        scene.transfer(toNorthKorea("aurus", "870340").build());
        assertThat(scene.alerts()).hasSize(2);

        scene.law(ban("BAN-CARS", 2, "8704"));
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(tuple("BAN-CARS", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_CHANGED));
    }

    @Test
    void shouldJudgeAgainATransferThatCameWithItsSchemaInAHeader() {
        scene.law(Scene.ban("UN-KP-1", 1, "8703"));
        byte[] value = scene.encode(Scene.toNorthKorea("T-1", "870340").build());
        scene.raw(new ProducerRecord<>(
                Scene.TOPICS.transfers(),
                0,
                1_708_214_400_000L,
                "T-1".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(value, 5, value.length),
                new RecordHeaders().add("__value_schema_id", Arrays.copyOf(value, 5))));
        assertThat(scene.alerts()).hasSize(1);

        scene.law(Scene.ban("UN-KP-1", 2, "8704"));
        scene.tick();

        assertThat(scene.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getStatus()).isEqualTo(ViolationStatus.WITHDRAWN));
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldWithdrawTheViolationsOfAMeasureThatIsTakenBack() {
        scene.law(ban("BAN-VEHICLES", 1, "87"), ban("BAN-CARS", 1, "8703"));
        scene.transfer(toNorthKorea("aurus", "870340").build());
        assertThat(scene.alerts()).hasSize(2);

        scene.rawMeasure("BAN-CARS@1", null);
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(tuple("BAN-CARS", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED));
    }

    @Test
    void shouldKeepWhatCannotBeReadWithItsReason() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));
        byte[] garbage = "not a transfer".getBytes(StandardCharsets.UTF_8);
        byte[] unknownSchema = {0, 0, 0, 0x7f, 0x7f, 1, 2};

        scene.raw("garbage", garbage);
        scene.raw("unknown-schema", unknownSchema);
        scene.raw("nothing", null);
        scene.transfer(toNorthKorea("aurus", "870340").setOccurredAt(null).build());
        scene.raw("other-key", scene.encode(toNorthKorea("aurus", "870340").build()));
        scene.transfer(toNorthKorea("aurus", "870340").build());

        List<TestRecord<byte[], byte[]>> letters = scene.deadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetters.REASON))
                .containsExactly("UNDECODABLE", "UNKNOWN_SCHEMA", "NULL_VALUE", "MISSING_OCCURRED_AT", "KEY_MISMATCH");
        assertThat(letters.get(0).value()).isEqualTo(garbage);
        assertThat(letters.get(0).key()).isEqualTo("garbage".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letters.get(0), DeadLetters.OFFSET)).isEqualTo("0");
        assertThat(scene.alerts()).hasSize(1);
    }

    @Test
    void shouldPassOverBadRecordsOfTheLaw() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.rawMeasure("BAN-CARS@1", "not a measure".getBytes(StandardCharsets.UTF_8));
        scene.transfer(toNorthKorea("aurus", "870340").build());

        assertThat(scene.alerts()).hasSize(1);
        assertThat(scene.book().state().malformed()).containsOnlyKeys("BAN-CARS@1");
    }

    @Test
    void shouldPassOverATableThatCannotBeRead() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));

        scene.table(
                2,
                new ReferenceTable(
                        ReferenceTable.COUNTRIES, List.of("code", "canonical"), List.of(List.of("Russia", "RU"))));
        scene.transfer(toNorthKorea("aurus", "870340").build());

        assertThat(scene.alerts()).hasSize(1);
        assertThat(scene.book().state().malformed()).containsOnlyKeys("ref/countries@2");
    }

    @Test
    void shouldScreenNothingBeforeTheLawIsCompiled() {
        assertThatThrownBy(() -> scene.transfer(toNorthKorea("aurus", "870340").build()))
                .hasRootCauseMessage(
                        "waited 0 s for the ruleset: the ruleset is not compiled yet; where it cannot be, the log tells");
        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldScreenNothingWhileThereIsNoLaw() {
        scene.book().compileNow();

        assertThatThrownBy(() -> scene.transfer(toNorthKorea("aurus", "870340").build()))
                .hasRootCauseMessage("waited 0 s for the ruleset: the ruleset has no measure;"
                        + " publish what is missing with: tradewatch measures publish");
        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldSayInHeadersWhereTheTransferWasReadFromAndPassOnItsTrace() {
        scene.law(ban("BAN-VEHICLES", 1, "87"));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Scene.TOPICS.transfers(),
                null,
                1_708_214_400_000L,
                "aurus".getBytes(StandardCharsets.UTF_8),
                scene.encode(toNorthKorea("aurus", "870340").build()));
        record.headers().add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));

        scene.raw(record);

        TestRecord<byte[], byte[]> alert = scene.alertRecords().get(0);
        assertThat(header(alert, "tradewatch-topic")).isEqualTo("transfers");
        assertThat(header(alert, "tradewatch-offset")).isEqualTo("0");
        assertThat(header(alert, "traceparent")).isEqualTo("00-1-2-01");
        assertThat(header(alert, "ce_type")).isEqualTo("io.tradewatch.violation.open");
        assertThat(header(alert, "ce_id")).endsWith("/0");
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
