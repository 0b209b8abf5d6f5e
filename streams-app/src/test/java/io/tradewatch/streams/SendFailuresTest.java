package io.tradewatch.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.rescreen.RescreenState;
import io.tradewatch.screening.AlertHeaders;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ViolationStore;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class SendFailuresTest {
    private static final byte[] CAR = "car".getBytes(UTF_8);
    private static final RecordLocation PLACE = new RecordLocation("transfers", 1, 17);
    private static final long NOW = 1_800_000_000_000L;

    private final RecordFailures known = new RecordFailures(3, null);
    private final TrustedClock clock = new TrustedClock(() -> NOW);
    private final SendFailures failures = new SendFailures();

    SendFailuresTest() {
        failures.configure(Map.of(RecordFailures.PROPERTY, known, SendFailures.CLOCK, clock));
    }

    @Test
    void shouldTellTheTransferOfAnAlertByItsHeaders() {
        RecordTooLargeException refusal = new RecordTooLargeException("too large");

        fail(alert(), refusal);

        assertThat(known.verdict(PLACE, null, true))
                .map(StructuralDefect::reason)
                .contains(Reason.TOO_LARGE);
        assertThat(known.isAttributed(refusal)).isTrue();
    }

    @Test
    void shouldTellTheTransferOfARowByItsKey() {
        byte[] transferRow = "\0car".getBytes(UTF_8);
        byte[] violationRow = "\1\0\0\0\3car and the id of a violation".getBytes(UTF_8);
        for (byte[] key : new byte[][] {transferRow, violationRow}) {
            fail(row(ViolationStore.VIOLATIONS, key), new RecordTooLargeException("too large"));
            assertThat(verdict()).contains(Reason.TOO_LARGE);
        }
        fail(row(ViolationStore.REVISIONS, CAR), new RecordTooLargeException("too large"));
        assertThat(verdict()).contains(Reason.TOO_LARGE);

        RecordTooLargeException ofNoTransfer = new RecordTooLargeException("too large");
        fail(row(RescreenState.STORE, RescreenState.key()), ofNoTransfer);
        assertThat(known.isAttributed(ofNoTransfer)).isFalse();
    }

    @Test
    void shouldNotCountABrokerThatIsNotThere() {
        for (int time = 0; time < 10; time++) {
            fail(alert(), new TimeoutException("no broker"));
        }

        assertThat(known.verdict(PLACE, null, true)).isEmpty();
    }

    @Test
    void shouldSetTheClockBackWhereATimeIsRefused() {
        clock.seen(NOW - 172_800_000);
        InvalidTimestampException refusal = new InvalidTimestampException("out of range");

        fail(alert(), refusal);

        assertThat(clock.ahead()).isEqualTo(172_800_000);
        assertThat(known.isAttributed(refusal)).isTrue();
        for (int time = 0; time < 3; time++) {
            assertThat(known.verdict(PLACE, null, true)).isEmpty();
            fail(alert(), refusal);
        }
        assertThat(known.verdict(PLACE, null, true)).as("it was not the clock").isPresent();
    }

    private int offset = 20;

    private Optional<Reason> verdict() {
        return known.verdict(new RecordLocation("transfers", 1, offset++), CAR, true)
                .map(StructuralDefect::reason);
    }

    private void fail(ProducerRecord<byte[], byte[]> record, Exception exception) {
        DefaultErrorHandlerContext context = new DefaultErrorHandlerContext(
                null, "transfers", 1, 99, new RecordHeaders(), "screening", new TaskId(1, 1), NOW, null, null);
        assertThat(failures.handleError(context, record, exception).result()).isEqualTo(Result.FAIL);
    }

    private static ProducerRecord<byte[], byte[]> alert() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("violations", CAR, CAR);
        record.headers()
                .add(AlertHeaders.TOPIC, "transfers".getBytes(UTF_8))
                .add(AlertHeaders.PARTITION, "1".getBytes(UTF_8))
                .add(AlertHeaders.OFFSET, "17".getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> row(String store, byte[] key) {
        return new ProducerRecord<>("tradewatch-" + store + "-changelog", 1, key, CAR);
    }
}
