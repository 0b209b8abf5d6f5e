package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.engine.generators.MeasureDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What should not come, and comes: each has an outcome that is written down in {@code docs/rescreening.md}. */
class OddInputTest {
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
    void shouldNotLetAnOlderRevisionOfAMeasureCountThatComesLate() {
        scene.law(ban("BAN", 2, "87"));
        scene.transfer(toNorthKorea("car", "870340").build());

        scene.law(ban("BAN", 1, "84"));
        scene.tick();
        scene.transfer(toNorthKorea("pump", "841350").build());

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getMeasureRevision, Violation::getStatus)
                .containsExactly(tuple("car", 2, ViolationStatus.OPEN));
    }

    @Test
    void shouldLetTheLaterRecordCountWhereARevisionOfAMeasureSaysTwoThings() {
        scene.law(ban("BAN", 1, "87"));
        scene.transfer(toNorthKorea("car", "870340").build());

        scene.law(ban("BAN", 1, "84"));
        scene.tick();
        scene.transfer(toNorthKorea("pump", "841350").build());

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(
                        tuple("car", ViolationStatus.OPEN, StatusReason.DETECTED),
                        tuple("car", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_CHANGED),
                        tuple("pump", ViolationStatus.OPEN, StatusReason.DETECTED));
    }

    @Test
    void shouldTakeATombstoneForAMeasureThatWasNeverSeen() {
        scene.law(ban("BAN", 1, "87"));
        scene.transfer(toNorthKorea("car", "870340").build());

        scene.rawMeasure("NEVER@1", null);
        scene.tick();
        scene.transfer(toNorthKorea("bus", "870210").build());

        assertThat(scene.alerts()).extracting(Violation::getTransferId).containsExactly("car", "bus");
        assertThat(scene.book().state().malformed()).isEmpty();
    }

    @Test
    void shouldWithdrawWhatTheLastMeasureOpenedWhenItIsRevoked() {
        scene.law(ban("BAN", 1, "87"));
        scene.transfer(toNorthKorea("car", "870340").build());

        scene.law(MeasureDraft.measure("BAN")
                .revision(2, "2024-01-01T00:00:00Z")
                .revoked()
                .build());
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getStatus, Violation::getStatusReason)
                .containsExactly(
                        tuple(ViolationStatus.OPEN, StatusReason.DETECTED),
                        tuple(ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED));
    }

    @Test
    void shouldScreenACorrectionOfATransferThatWasNeverSeenAndPassOverTheOriginalThatComesLate() {
        scene.law(ban("BAN", 1, "87"));

        scene.transfer(toNorthKorea("late", "870340").setRevision(2).build());
        scene.transfer(toNorthKorea("late", "870210").setRevision(0).build());

        assertThat(scene.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getTransferRevision()).isEqualTo(2);
            assertThat(alert.getStatusReason()).isEqualTo(StatusReason.DETECTED);
            assertThat(alert.getSequence()).isZero();
        });
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldRememberACancellationOfATransferThatWasNeverSeen() {
        scene.law(ban("BAN", 1, "87"));

        scene.transfer(toNorthKorea("off", "870340")
                .setRevision(1)
                .setStatus(TransferStatus.CANCELLED)
                .build());
        scene.transfer(toNorthKorea("off", "870340").build());

        assertThat(scene.alerts()).isEmpty();
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldRefuseARevisionThatSaysTwoThings() {
        scene.law(ban("BAN", 1, "87"));

        scene.transfer(toNorthKorea("car", "870340").build());
        scene.transfer(toNorthKorea("car", "870210").build());

        assertThat(scene.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getGoodsItem()).isNotNull());
        assertThat(reasons()).containsExactly("CONFLICTING_REVISION");
    }

    /** Of clean transfers nothing is remembered: which of the two came first cannot be known any more. */
    @Test
    void shouldTakeTheViolatingOfTwoContentsWhereTheOtherIsClean() {
        scene.law(ban("BAN", 1, "87"));

        scene.transfer(toNorthKorea("car", "490199").build());
        scene.transfer(toNorthKorea("car", "870340").build());

        assertThat(scene.alerts()).hasSize(1);
        assertThat(scene.deadLetters()).isEmpty();
    }

    @Test
    void shouldRefuseARecordUnderAnotherKeyThanItsTransferId() {
        scene.law(ban("BAN", 1, "87"));

        scene.raw("another", scene.encode(toNorthKorea("car", "870340").build()));

        assertThat(scene.alerts()).isEmpty();
        assertThat(reasons()).containsExactly("KEY_MISMATCH");
    }

    @Test
    void shouldScreenTransfersFromAClockThatIsAheadAndPublishNoTimeToCome() {
        scene.law(ban("BAN", 1, "87"));
        Instant inAHundredYears = Instant.now().plus(Duration.ofDays(36_500));

        scene.raw(new ProducerRecord<>(
                Scene.TOPICS.transfers(),
                0,
                inAHundredYears.toEpochMilli(),
                "car".getBytes(StandardCharsets.UTF_8),
                scene.encode(toNorthKorea("car", "870340").build())));
        scene.raw(new ProducerRecord<>(
                Scene.TOPICS.transfers(),
                0,
                0L,
                "bus".getBytes(StandardCharsets.UTF_8),
                scene.encode(toNorthKorea("bus", "870210").build())));

        List<TestRecord<byte[], byte[]>> alerts = scene.alertRecords();
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).getRecordTime()).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
        assertThat(alerts.get(1).getRecordTime()).isEqualTo(Instant.EPOCH);
    }

    private List<String> reasons() {
        return scene.deadLetters().stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                .toList();
    }
}
