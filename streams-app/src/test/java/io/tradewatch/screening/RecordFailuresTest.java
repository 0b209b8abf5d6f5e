package io.tradewatch.screening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.streams.TransferBatch;
import io.tradewatch.streams.TransferBatchInterceptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFailuresTest {
    private static final TopicPartition PARTITION = new TopicPartition("transfers", 1);
    private static final RecordLocation PLACE = new RecordLocation("transfers", 1, 17);

    private static final byte[] KEY = "car".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final RecordFailures failures = new RecordFailures(3, null);

    @Test
    void shouldGiveARecordUpThatFailedAsOftenAsIsAllowed() {
        failures.failed(PLACE, true, new IllegalStateException("boom"));
        failures.failed(PLACE, true, new IllegalStateException("boom"));
        assertThat(failures.verdict(PLACE, KEY, true)).isEmpty();

        failures.failed(PLACE, true, new IllegalStateException("boom"));

        assertThat(failures.verdict(PLACE, KEY, true)).hasValueSatisfying(defect -> {
            assertThat(defect.reason()).isEqualTo(Reason.FAILED);
            assertThat(defect.detail())
                    .isEqualTo("screening failed 3 times, the last time with java.lang.IllegalStateException: boom");
        });
        assertThat(failures.verdict(PLACE, KEY, false)).isEmpty();
        assertThat(failures.verdict(new RecordLocation("transfers", 2, 17), KEY, true))
                .isEmpty();
    }

    @Test
    void shouldCutWhatAnExceptionSays() {
        RecordFailures once = new RecordFailures(1, null);

        once.failed(PLACE, true, new IllegalStateException("x".repeat(1_000_000)));

        assertThat(once.verdict(PLACE, KEY, true).orElseThrow().detail()).hasSize(StructuralDefect.MOST_CHARACTERS);
    }

    @Test
    void shouldNotTryAgainWhatWasRefusedAsTooLarge() {
        failures.notSent(PLACE, new RecordTooLargeException("too large"));

        assertThat(failures.verdict(PLACE, KEY, true))
                .map(StructuralDefect::reason)
                .contains(Reason.TOO_LARGE);
        assertThat(failures.verdict(PLACE, KEY, false))
                .map(StructuralDefect::reason)
                .contains(Reason.TOO_LARGE);
    }

    @Test
    void shouldGiveUpTheNextRecordOfATransferWhoseRowsWereRefusedAndNoLaterOne() {
        failures.notSent(1, KEY, new RecordTooLargeException("too large"));

        assertThat(failures.verdict(PLACE, "bus".getBytes(UTF_8), true)).isEmpty();
        assertThat(failures.verdict(PLACE, KEY, true))
                .map(StructuralDefect::reason)
                .contains(Reason.TOO_LARGE);
        assertThat(failures.verdict(PLACE, KEY, true)).as("read again").isPresent();
        assertThat(failures.verdict(new RecordLocation("transfers", 1, 18), KEY, true))
                .isEmpty();
    }

    @Test
    void shouldCountWhatCouldNotBeSentForAnotherReason() {
        for (int time = 0; time < 3; time++) {
            assertThat(failures.verdict(PLACE, KEY, true)).isEmpty();
            failures.notSent(PLACE, new IllegalStateException("boom"));
        }
        assertThat(failures.verdict(PLACE, KEY, true))
                .map(StructuralDefect::reason)
                .contains(Reason.FAILED);
    }

    @Test
    void shouldHandOverSlowRecordsOneByOne() {
        TransferBatchInterceptor runs = new TransferBatchInterceptor();
        runs.configure(Map.of(RecordFailures.PROPERTY, failures));
        failures.slow(PARTITION, 4);

        assertThat(lengths(runs)).containsExactly(1, 1, 1, 1, 1, 5);

        failures.passed(PARTITION, 4);
        assertThat(lengths(runs)).containsExactly(1, 1, 1, 1, 1, 5);
        failures.passed(PARTITION, 5);
        assertThat(lengths(runs)).containsExactly(10);
    }

    private static List<Integer> lengths(TransferBatchInterceptor runs) {
        List<ConsumerRecord<byte[], byte[]>> transfers = java.util.stream.IntStream.range(0, 10)
                .mapToObj(offset -> new ConsumerRecord<>(
                        PARTITION.topic(), PARTITION.partition(), (long) offset, new byte[1], new byte[1]))
                .toList();
        return runs.onConsume(new ConsumerRecords<>(Map.of(PARTITION, transfers), Map.of())).records(PARTITION).stream()
                .map(run -> TransferBatch.in(run.headers()).transfers().size())
                .toList();
    }

    @Test
    void shouldGiveARecordUpThatTheProcessEndedWithAgainAndAgain() {
        for (int time = 1; time <= 3; time++) {
            RecordFailures started = new RecordFailures(3, folder);
            InFlightRecord inHand = started.inHand(PARTITION);
            assertThat(started.verdict(PLACE, KEY, true)).isEmpty();
            inHand.take(PLACE.offset());
        }

        RecordFailures restarted = new RecordFailures(3, folder);
        restarted.inHand(PARTITION);

        assertThat(restarted.verdict(PLACE, KEY, true))
                .hasValueSatisfying(defect -> assertThat(defect)
                        .hasToString("FAILED: the process ended 3 times while the record was being screened"));
    }

    @Test
    void shouldNotCountEndsThatHadNothingToDoWithARecord() {
        for (int time = 1; time <= 5; time++) {
            InFlightRecord inHand = new RecordFailures(1, folder).inHand(PARTITION);
            inHand.take(PLACE.offset());
            inHand.release();
        }
        RecordFailures restarted = new RecordFailures(1, folder);
        restarted.inHand(PARTITION);

        assertThat(restarted.verdict(PLACE, KEY, true)).isEmpty();
    }

    @Test
    void shouldCountAnewWhereTheProcessEndedWithAnotherRecord() {
        for (long offset : new long[] {17, 17, 18, 17, 17}) {
            new RecordFailures(3, folder).inHand(PARTITION).take(offset);
        }
        RecordFailures restarted = new RecordFailures(3, folder);
        restarted.inHand(PARTITION);

        assertThat(restarted.verdict(PLACE, KEY, true)).isEmpty();
    }
}
