package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.TransferStatus;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ScreeningMeters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ViolationMemoryTest {
    private final ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
    private final RulesetLoader book = new RulesetLoader(
            "measures",
            Duration.ZERO,
            Screening.DEFAULT_MAX_VIOLATIONS,
            () -> Long.MAX_VALUE,
            ScreeningMeters.unread().threads());
    private final TransactionalStore violations = new TransactionalStore();
    private final TransactionalStore revisions = new TransactionalStore();
    private final List<Integer> sequences = new ArrayList<>();
    private long now = Duration.ofDays(20_000).toMillis();
    private long offset;
    private final ScreeningTask task = task();

    private ScreeningTask task() {
        long next = 0;
        for (RulesetRecord record : ModelRecords.foundation()) {
            book.apply(next++, record.key(), DecodeResult.of(record));
        }
        book.apply(next, "BAN@0", DecodeResult.of(new RulesetRecord.Revision(Scene.ban("BAN", 0, "87"))));
        book.compileNow();
        return new ScreeningTask(
                worker.parts(book, PastTransferLog.off(), ReferenceTables.RULES_VERSION, () -> now),
                0,
                new ScreeningTask.Stores(violations, revisions, new TransactionalStore()),
                worker.codecs(),
                new OutputSink() {
                    @Override
                    public void alert(Record<byte[], Alert> alert) {
                        sequences.add(worker.codecs()
                                .violations()
                                .decode(alert.value().value())
                                .getSequence());
                    }

                    @Override
                    public void deadLetter(Record<byte[], byte[]> letter) {
                        throw new AssertionError(letter);
                    }
                });
    }

    @Test
    void shouldForgetWhatWasWithdrawnLongAgo() throws Exception {
        screen("car", 0, TransferStatus.DECLARED);
        screen("car", 1, TransferStatus.CANCELLED);
        assertThat(violations.approximateNumEntries()).isEqualTo(2);

        now += ModelWorker.VIOLATION_MEMORY.toMillis() + 1;
        task.forget();

        assertThat(violations.approximateNumEntries()).isZero();
        assertThat(revisions.approximateNumEntries())
                .as("a stale revision must never open anything, however late")
                .isEqualTo(1);
    }

    @Test
    void shouldRememberWhatIsOpenAndWhatWasWithdrawnLately() throws Exception {
        screen("open", 0, TransferStatus.DECLARED);
        now += ModelWorker.VIOLATION_MEMORY.toMillis();
        screen("lately", 0, TransferStatus.DECLARED);
        screen("lately", 1, TransferStatus.CANCELLED);
        now += 1;
        task.forget();

        assertThat(violations.approximateNumEntries()).isEqualTo(4);
    }

    @Test
    void shouldBeginAnewWithWhatIsFoundAgainAfterItWasForgotten() throws Exception {
        screen("car", 0, TransferStatus.DECLARED);
        screen("car", 1, TransferStatus.CANCELLED);
        now += ModelWorker.VIOLATION_MEMORY.toMillis() + 1;
        task.forget();
        screen("car", 2, TransferStatus.DECLARED);

        assertThat(sequences).containsExactly(0, 1, 0);
    }

    @Test
    void shouldGoRoundInSmallSteps() throws Exception {
        for (int i = 0; i < 501; i++) {
            screen("car-" + i, 0, TransferStatus.DECLARED);
            screen("car-" + i, 1, TransferStatus.CANCELLED);
        }
        now += ModelWorker.VIOLATION_MEMORY.toMillis() + 1;

        task.forget();
        assertThat(violations.approximateNumEntries()).isEqualTo(2);
        task.forget();
        assertThat(violations.approximateNumEntries()).isZero();
    }

    private void screen(String transferId, int revision, TransferStatus status) throws Exception {
        byte[] value = RegistryEncoder.transfers(
                        worker.schemas(), ModelWorker.TOPICS.transfers(), Registration.AUTOMATIC)
                .encode(Scene.toNorthKorea(transferId, "870340")
                        .setRevision(revision)
                        .setStatus(status)
                        .build());
        task.screen(
                new ConsumerRecord<>(
                        ModelWorker.TOPICS.transfers(),
                        ModelTransfers.PARTITION,
                        offset++,
                        transferId.getBytes(StandardCharsets.UTF_8),
                        value),
                now,
                true);
    }
}
