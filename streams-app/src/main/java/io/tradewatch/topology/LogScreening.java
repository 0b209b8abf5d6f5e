package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.records.DecodeResult;
import io.tradewatch.records.OutlineReader;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.SkippingTransferDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Screens the log of one partition outside Kafka Streams by the code that screens it inside: against one law from
 * beginning to end, and with state that the caller keeps. What the application would hold open is then read from here.
 *
 * <p>Nothing is published and nothing is registered: the state's own encoding has a registry within this process.
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
     * The state of one partition under one law. Whoever keeps it for later must keep it together with the offset that it
     * belongs to.
     *
     * @param violations what was found, by transfer
     * @param revisions the newest revisions of transfers that were corrected or cancelled
     */
    public record State(KeyValueStore<byte[], byte[]> violations, KeyValueStore<byte[], byte[]> revisions) {}

    /**
     * A screening that goes on from a state.
     *
     * @param schemas the registry that knows the transfers' schemas; only asked, never written to
     * @param law what to screen with
     * @param state what was found before
     * @param stop ends waiting for the registry
     * @param retryPolicy how long to wait for the registry
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
                // Under one law nothing that is stored is judged again.
                transfer -> new byte[0],
                ViolationCodec.withinProcess(retryPolicy),
                retryPolicy);
    }

    /**
     * What tells of nearly all records that nothing is to be found in them, whatever the law. Good until the next is asked for.
     *
     * @return null where the record has to be read
     */
    public @Nullable TransferOutline outline(ConsumerRecord<byte[], byte[]> consumed) {
        return arrivals.outline(consumed, true);
    }

    /**
     * Whether nothing is or was to be found in a record.
     *
     * @param outline of the record, wherever it was read
     * @return false where the record has to be read and screened
     */
    public boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline) {
        return arrivals.isClear(consumed, outline, law);
    }

    /** What decides of a record, or the defect for which it cannot be used. */
    public DecodeResult<Transfer> read(Record<byte[], byte[]> record) {
        return arrivals.read(record);
    }

    /**
     * Screens what was read. Records are given in the order of their offsets.
     *
     * @return what becomes of the record
     */
    public Verdict screen(Record<byte[], byte[]> record, RecordLocation origin, Transfer transfer) {
        return arrivals.screen(record, origin, transfer, law);
    }

    /**
     * The next transfers in which something was ever found, in the order of their ids' bytes in UTF-8.
     *
     * @param after the id to go on after; empty for the first
     * @param limit how many at most
     */
    public List<byte[]> transfersAfter(byte[] after, int limit) {
        return store.transfersAfter(after, limit);
    }

    /** The violations of a transfer that stand, each in its last state, in no order. */
    public List<Violation> standing(byte[] transferId) {
        List<Violation> standing = new ArrayList<>();
        for (StoredViolation violation : store.violationsOf(transferId).values()) {
            if (violation.stands()) {
                standing.add(codecs.violations().decode(violation.value()));
            }
        }
        return standing;
    }

    /** Alerts are read from the state at the end, dead letters are returned. */
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
