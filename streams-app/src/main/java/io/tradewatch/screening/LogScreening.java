package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.state.StoredViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Screens the log of one partition outside Kafka Streams with the same code as inside. It uses one ruleset throughout
 * and state that the caller owns. Callers then read from it the violations that the application would have open.
 *
 * <p>It publishes nothing and registers no schema: the encoding of the state uses a registry within this process.
 *
 * <p>Threading notes: used by one thread at a time.
 */
public final class LogScreening {
    private static final String NAME = "log-screening";

    private static final ScreeningMeters UNREAD = ScreeningMeters.unread();

    private final CompiledRuleset law;
    private final Codecs codecs;
    private final ViolationStore store;
    private final Arrivals arrivals;

    /**
     * The state of one partition under one ruleset. A caller that stores it must store it together with the offset to
     * which it belongs.
     *
     * @param violations the violations found, by transfer
     * @param revisions the newest revisions of transfers that were corrected or cancelled
     */
    public record State(KeyValueStore<byte[], byte[]> violations, KeyValueStore<byte[], byte[]> revisions) {}

    /**
     * Creates a screening that continues from a state.
     *
     * @param schemas the registry of the transfers' schemas; it is only read
     * @param law the ruleset to screen with
     * @param state the state of the records before
     * @param stop ends waits for the registry
     * @param retryPolicy limits waits for the registry
     */
    public LogScreening(
            RegistrySchemas schemas, CompiledRuleset law, State state, ShutdownSignal stop, Duration retryPolicy) {
        this.law = law;
        this.codecs = codecs(schemas, new RetryPolicy(stop, retryPolicy, UNREAD));
        this.store = new ViolationStore(state.violations(), state.revisions());
        AlertPublisher publisher = new AlertPublisher(NAME, () -> 0, UNREAD, new Nowhere(), SizeLimits.none());
        this.arrivals = new Arrivals(codecs, store, publisher, () -> 0, UNREAD);
    }

    private static Codecs codecs(RegistrySchemas schemas, RetryPolicy retryPolicy) {
        return new Codecs(
                new OutlineReader(schemas),
                new SkippingTransferDecoder(schemas),
                // Under one ruleset no stored transfer is screened again.
                transfer -> new byte[0],
                ViolationCodec.withinProcess(retryPolicy),
                retryPolicy);
    }

    /**
     * The outline of a record, by which nearly all records are recognized as clear, with any ruleset. It is valid until
     * the next call.
     *
     * @return null if the record must be decoded
     */
    public @Nullable TransferOutline outline(ConsumerRecord<byte[], byte[]> consumed) {
        return arrivals.outline(consumed, true);
    }

    /**
     * Whether a record has no findings and its transfer never had any.
     *
     * @param outline the outline of the record, from any reader
     * @return false if the record must be decoded and screened
     */
    public boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline) {
        return arrivals.isClear(consumed, outline, law);
    }

    /**
     * Decodes the properties of a record that the rules evaluate, or returns the defect that makes the record unusable.
     */
    public DecodeResult<Transfer> read(Record<byte[], byte[]> record) {
        return arrivals.read(record);
    }

    /**
     * Screens a decoded record. Callers pass records in the order of their offsets.
     *
     * @return the result for the record
     */
    public Verdict screen(Record<byte[], byte[]> record, RecordLocation origin, Transfer transfer) {
        return arrivals.screen(record, origin, transfer, law);
    }

    /**
     * The next transfers that ever had violations, ordered by the UTF-8 bytes of their ids.
     *
     * @param after the id after which to continue; empty for the first
     * @param limit the maximum number of ids
     */
    public List<byte[]> transfersAfter(byte[] after, int limit) {
        return store.transfersAfter(after, limit);
    }

    /** The open violations of a transfer, each in its last state, unordered. */
    public List<Violation> openViolations(byte[] transferId) {
        List<Violation> open = new ArrayList<>();
        for (StoredViolation violation : store.violationsOf(transferId).values()) {
            if (violation.stands()) {
                open.add(codecs.violations().decode(violation.value()));
            }
        }
        return open;
    }

    /** Discards output: alerts are read from the state at the end, and dead letters are returned. */
    private static final class Nowhere implements OutputSink {
        @Override
        public void alert(Record<byte[], Alert> alert) {
            // nothing is published
        }

        @Override
        public void deadLetter(Record<byte[], byte[]> letter) {
            // nothing is published
        }
    }
}
