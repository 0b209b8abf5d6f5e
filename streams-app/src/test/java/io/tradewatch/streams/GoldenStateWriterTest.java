package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.OutputSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the state that this release leaves. With {@code -Dtradewatch.state.write=FILE} it goes to that file, as each
 * release does once; otherwise to a folder that is thrown away.
 */
class GoldenStateWriterTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWriteTheStateOfThisRelease() throws Exception {
        String named = System.getProperty("tradewatch.state.write");
        Path file = named == null ? folder.resolve("state.jsonl") : Path.of(named);

        write(file);

        assertThat(GoldenState.read(file, UUID.randomUUID().toString()).transfers())
                .hasSameSizeAs(GoldenHistory.transfers());
    }

    private static void write(Path file) throws Exception {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        RegistryEncoder<Transfer> encoder =
                RegistryEncoder.transfers(worker.schemas(), ModelWorker.TOPICS.transfers(), Registration.AUTOMATIC);
        GoldenState state = new GoldenState();
        state.addSchema(encoder.prepare(), "transfers-value", Contracts.TRANSFER.toString());
        state.addSchema(
                RegistryEncoder.violations(worker.schemas(), ModelWorker.TOPICS.violations(), Registration.AUTOMATIC)
                        .prepare(),
                "violations-value",
                Contracts.VIOLATION.toString());
        AtomicReference<CompiledRuleset> law = new AtomicReference<>(GoldenHistory.first());
        List<Record<byte[], byte[]>> deadLetters = new ArrayList<>();
        try (ScreeningTask task = new ScreeningTask(
                worker.parts(law::get, PastTransferLog.off(), ReferenceTables.RULES_VERSION, () -> 1_700_000_000_000L),
                0,
                state.stores(),
                worker.codecs(),
                new OutputSink() {
                    @Override
                    public void alert(Record<byte[], Alert> alert) {
                        // what matters is the state
                    }

                    @Override
                    public void deadLetter(Record<byte[], byte[]> letter) {
                        deadLetters.add(letter);
                    }
                })) {
            for (Transfer transfer : GoldenHistory.transfers()) {
                byte[] key = transfer.getTransferId().getBytes(StandardCharsets.UTF_8);
                byte[] value = encoder.encode(transfer);
                task.screen(
                        new ConsumerRecord<>("transfers", 0, state.transfers().size(), key, value),
                        1_700_000_000_000L,
                        true);
                state.addTransfer(key, value);
            }
            law.set(GoldenHistory.last());
            while (task.progress().applied() < GoldenHistory.POSITION) {
                task.lookBack();
            }
        }
        assertThat(deadLetters).hasSize(1);
        state.write(file);
    }
}
