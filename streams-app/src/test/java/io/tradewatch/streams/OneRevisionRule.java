package io.tradewatch.streams;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.LogScreening;
import io.tradewatch.screening.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What replay makes of a history, record by record: what every other way to screen it is compared with. */
public final class OneRevisionRule implements AutoCloseable {
    private final RegistrySchemas schemas =
            RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    private final RegistryEncoder<Transfer> encoder =
            RegistryEncoder.transfers(schemas, TopicNames.withPrefix("").transfers(), Registration.AUTOMATIC);
    private final LogScreening screening;
    private long offset;

    /**
     * Before the first record of a history.
     *
     * @param history whose law is screened with
     * @param maxViolations how many violations of a transfer are published one by one
     */
    public OneRevisionRule(RandomHistory history, int maxViolations) {
        screening = new LogScreening(
                schemas,
                CompiledRuleset.fixed(history.index(), maxViolations),
                new LogScreening.State(new TransactionalStore(), new TransactionalStore()),
                new ShutdownSignal(),
                Duration.ZERO);
    }

    /** Screens the next record of the history; returns what becomes of it, in a word. */
    public String screen(Transfer transfer) {
        Record<byte[], byte[]> record = new Record<>(
                transfer.getTransferId().getBytes(StandardCharsets.UTF_8), value(transfer), 0, new RecordHeaders());
        DecodeResult<io.tradewatch.engine.model.Transfer> read = screening.read(record);
        return read.problem()
                .map(OneRevisionRule::deadLetter)
                .orElseGet(() -> word(
                        screening.screen(record, new RecordLocation("transfers", 0, offset++), read.orElseThrow())));
    }

    /** The record's value, as the topic would have it. */
    public byte[] value(Transfer transfer) {
        try {
            return encoder.encode(transfer);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    public RegistrySchemas schemas() {
        return schemas;
    }

    /** A verdict in a word. */
    public static String word(Verdict verdict) {
        return verdict.defect()
                .map(OneRevisionRule::deadLetter)
                .orElse(verdict instanceof Verdict.Superseded ? "superseded" : "screened");
    }

    /** The word for a record that is a dead letter. */
    public static String deadLetter(StructuralDefect defect) {
        return "dead letter " + defect.reason();
    }

    /** All violations that are open, by transfer, item and measure. */
    public List<Violation> open() {
        List<Violation> open = new ArrayList<>();
        for (byte[] transferId : screening.transfersAfter(new byte[0], Integer.MAX_VALUE)) {
            open.addAll(screening.openViolations(transferId));
        }
        open.sort(ViolationFile.ORDER);
        return open;
    }

    @Override
    public void close() {
        schemas.close();
    }
}
