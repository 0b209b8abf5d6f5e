package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.toNorthKorea;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.TransferDecoder;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.Codecs;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.ViolationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A transfer that fails does not stop those behind it. */
class FailureFenceTest {
    private static final String POISON = "poison";

    private final ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
    private final ScreeningParts parts = worker.parts(
            GoldenHistory::first, PastTransferLog.off(), ReferenceTables.RULES_VERSION, () -> 1_800_000_000_000L);
    private final List<String> alerts = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final ScreeningTask.Stores stores =
            new ScreeningTask.Stores(new TransactionalStore(), new TransactionalStore(), new TransactionalStore());
    private @Nullable Supplier<Throwable> whileReading;
    private @Nullable RuntimeException whilePublishing;
    private int tries;

    @Test
    void shouldGiveUpATransferThatCannotBeReadWithoutFailingTheThread() throws Exception {
        whileReading = () -> new IllegalStateException("boom");
        ScreeningTask task = task();

        screen(task, 0, "before");
        screen(task, 1, POISON);
        screen(task, 2, "behind");

        assertThat(alerts).containsExactly("before", "behind");
        assertThat(letters)
                .containsExactly("poison FAILED: screening failed 3 times, the last time with"
                        + " java.lang.IllegalStateException: boom");
        assertThat(tries).isEqualTo(3);
    }

    @Test
    void shouldGiveUpATransferThatIsNestedTooDeeply() throws Exception {
        whileReading = StackOverflowError::new;
        ScreeningTask task = task();

        screen(task, 1, POISON);
        screen(task, 2, "behind");

        assertThat(alerts).containsExactly("behind");
        assertThat(letters).hasSize(1);
    }

    @Test
    void shouldNeverGiveUpATransferThatWaits() throws Exception {
        for (Throwable reason : List.of(
                new UnavailableException("waited 60 s for the schema registry"),
                new IllegalStateException(new TimeoutException("no broker")),
                new TaskMigratedException("moved"))) {
            whileReading = () -> reason;
            for (int time = 0; time < 10; time++) {
                ScreeningTask task = task();
                assertThatThrownBy(() -> screen(task, 1, POISON)).isSameAs(reason);
            }
        }
        whileReading = null;
        screen(task(), 1, POISON);

        assertThat(alerts).containsExactly(POISON);
        assertThat(letters).isEmpty();
    }

    @Test
    void shouldFailTheThreadWhereATransferIsHalfDoneAndGiveItUpAfterwards() throws Exception {
        whilePublishing = new IllegalStateException("boom");
        for (int time = 0; time < 3; time++) {
            ScreeningTask task = task();
            assertThatThrownBy(() -> screen(task, 1, POISON)).isSameAs(whilePublishing);
            abort();
        }
        ScreeningTask task = task();

        screen(task, 1, POISON);
        screen(task, 2, "behind");

        assertThat(alerts).containsExactly("behind");
        assertThat(letters).singleElement().asString().startsWith("poison FAILED: screening failed 3 times");
        assertThat(new ViolationStore(stores.violations(), stores.revisions()).newest(POISON.getBytes(UTF_8)))
                .isNull();
    }

    @Test
    void shouldNotTakeMemoryThatRunsOutForAFailureOfTheTransfer() {
        whileReading = () -> new OutOfMemoryError("Java heap space");
        ScreeningTask task = task();

        assertThatThrownBy(() -> screen(task, 1, POISON)).isInstanceOf(OutOfMemoryError.class);

        assertThat(letters).isEmpty();
        assertThat(new StreamsExceptionHandler(new ShutdownSignal(), ScreeningMeters.unread(), parts.failures())
                        .handle(new OutOfMemoryError("Java heap space")))
                .hasToString("SHUTDOWN_CLIENT");
    }

    private void abort() {
        ((TransactionalStore) stores.violations()).abort();
        ((TransactionalStore) stores.revisions()).abort();
        ((TransactionalStore) stores.lawPosition()).abort();
    }

    private void screen(ScreeningTask task, long offset, String transferId) throws Exception {
        Transfer transfer = toNorthKorea(transferId, "870340").build();
        byte[] value = RegistryEncoder.transfers(
                        worker.schemas(), ModelWorker.TOPICS.transfers(), Registration.AUTOMATIC)
                .encode(transfer);
        task.screen(new ConsumerRecord<>("transfers", 0, offset, transferId.getBytes(UTF_8), value), 0, true);
    }

    private ScreeningTask task() {
        Codecs codecs = worker.codecs();
        Codecs failing = new Codecs(
                codecs.outlines(),
                new FailingDecoder(codecs.decoder()),
                codecs.encoder(),
                codecs.violations(),
                codecs.retryPolicy());
        return new ScreeningTask(parts, 0, stores, failing, new OutputSink() {
            @Override
            public void alert(Record<byte[], Alert> alert) {
                String transferId = new String(alert.value().transferId(), UTF_8);
                if (whilePublishing != null && transferId.equals(POISON)) {
                    throw whilePublishing;
                }
                alerts.add(transferId);
            }

            @Override
            public void deadLetter(Record<byte[], byte[]> letter) {
                letters.add(new String(letter.key(), UTF_8) + " " + header(letter, DeadLetters.REASON) + ": "
                        + header(letter, DeadLetters.DETAIL));
            }
        });
    }

    private static String header(Record<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** Fails with the values that hold the word. */
    private final class FailingDecoder implements TransferDecoder {
        private final TransferDecoder decoder;

        FailingDecoder(TransferDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(
                byte @Nullable [] value, Headers headers) throws RegistryUnavailableException {
            if (whileReading != null && new String(value, UTF_8).contains(POISON)) {
                tries++;
                throw thrown(whileReading.get());
            }
            return decoder.decodeDeciding(value, headers);
        }

        @Override
        public DecodeResult<WholeTransfer> decode(byte @Nullable [] value, Headers headers)
                throws RegistryUnavailableException {
            return decoder.decode(value, headers);
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
