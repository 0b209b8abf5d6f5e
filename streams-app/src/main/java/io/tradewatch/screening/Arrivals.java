package io.tradewatch.screening;

import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.WireFormat;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.TransferScreening.Occasion;
import io.tradewatch.screening.TransferScreening.Publication;
import io.tradewatch.screening.TransferScreening.Submission;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Screens the records of one partition: new records in order, and past records again. Used by one thread.
 *
 * <p>Most clean transfers are recognized by their outline, without decoding and without a look-up in the stores. For
 * the other transfers, the properties that the rules evaluate are decoded. The whole record is decoded only if the
 * transfer has or had a violation, or has a revision to store.
 */
public final class Arrivals {
    private final Codecs codecs;
    private final ViolationStore store;
    private final TransferScreening screening;
    private final AlertPublisher publisher;
    private final LongSupplier clock;
    private final ScreeningMeters meters;
    private boolean isHalfDone;

    /**
     * @param codecs decodes transfers, decodes and encodes violations
     * @param store stores transfers and violations
     * @param publisher publishes the changes of violations
     * @param clock the wall clock, in ms since the epoch
     * @param meters counts the screened records
     */
    public Arrivals(
            Codecs codecs, ViolationStore store, AlertPublisher publisher, LongSupplier clock, ScreeningMeters meters) {
        this.codecs = codecs;
        this.store = store;
        this.screening =
                new TransferScreening(store, codecs.violations(), stored -> codecs.whole(stored, new RecordHeaders()));
        this.publisher = publisher;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The outline of a record, by which nearly all records are recognized as clear; null if the record must be decoded.
     *
     * @param mayNeedHeaders whether the record's headers may name its schema
     */
    public @Nullable TransferOutline outline(ConsumerRecord<byte[], byte[]> consumed, boolean mayNeedHeaders) {
        return mayNeedHeaders
                ? codecs.outlines().read(consumed.key(), consumed.value(), consumed.headers())
                : codecs.outlines().read(consumed.key(), consumed.value());
    }

    /**
     * Whether a record needs no further work: it has no defect, is the first known record of its transfer, and is
     * clean.
     *
     * @param outline the outline of the record
     */
    public boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline, CompiledRuleset law) {
        if (!law.screening().isClear(outline) || store.mayKnow(consumed.key())) {
            return false;
        }
        meters.clean();
        return true;
    }

    /**
     * Decodes the properties of a record that the rules evaluate, or returns the defect that makes the record unusable.
     */
    public DecodeResult<Transfer> read(Record<byte[], byte[]> record) {
        isHalfDone = false;
        DecodeResult<Transfer> outcome = codecs.retryPolicy()
                .withRegistry(() -> codecs.decoder().decodeDeciding(record.value(), record.headers()));
        return TransferMapping.underKey(record.key(), outcome, Transfer::transferId);
    }

    /**
     * Screens a decoded record, publishes the changes, and counts the record.
     *
     * @return the result for the record
     */
    public Verdict screen(
            Record<byte[], byte[]> record, RecordLocation origin, Transfer transfer, CompiledRuleset law) {
        Verdict verdict = screen(record, origin, transfer, law, Occasion.ARRIVAL);
        if (verdict instanceof Verdict.Superseded) {
            meters.superseded();
        } else if (verdict instanceof Verdict.Screened screened) {
            if (screened.isClean()) {
                meters.clean();
            } else {
                meters.violating();
            }
        }
        return verdict;
    }

    /**
     * Screens a past transfer again, and publishes the changes. A superseded or defective record is skipped: it was
     * counted at its arrival.
     *
     * @param occasion whether the record was read from the log or from the store
     * @return why the changes cannot be published: they have become too large; empty if they can be published
     */
    public Optional<StructuralDefect> screenAgain(
            Record<byte[], byte[]> record, RecordLocation origin, CompiledRuleset law, Occasion occasion) {
        if (read(record) instanceof DecodeResult.Decoded<Transfer> decoded) {
            return screen(record, origin, decoded.value(), law, occasion)
                    .defect()
                    .filter(defect -> defect.reason() == StructuralDefect.Reason.TOO_LARGE);
        }
        return Optional.empty();
    }

    /** The number of changes published so far. */
    public long published() {
        return publisher.published();
    }

    /** Whether output was written for the record that was screened last. */
    public boolean isHalfDone() {
        return isHalfDone;
    }

    private Verdict screen(
            Record<byte[], byte[]> record,
            RecordLocation origin,
            Transfer transfer,
            CompiledRuleset law,
            Occasion occasion) {
        long now = clock.getAsLong();
        boolean isTimed = occasion == Occasion.ARRIVAL && meters.isFirstTry(origin);
        return screening.screen(
                new OfRecord(record, origin, transfer),
                law,
                occasion,
                now,
                new Publishing(record, origin, now, isTimed));
    }

    /** Publishes the changes of a record. */
    private final class Publishing implements Publication {
        private final Record<byte[], byte[]> record;
        private final RecordLocation origin;
        private final long now;
        private final boolean isTimed;

        Publishing(Record<byte[], byte[]> record, RecordLocation origin, long now, boolean isTimed) {
            this.record = record;
            this.origin = origin;
            this.now = now;
            this.isTimed = isTimed;
        }

        @Override
        public Optional<String> misfit(PublishedChange change) {
            return publisher.misfit(change, record, origin, now);
        }

        @Override
        public void begin() {
            isHalfDone = true;
        }

        @Override
        public void publish(PublishedChange change) {
            publisher.publish(change, record, origin, now, isTimed);
        }
    }

    /** Decodes the whole record on demand. */
    private final class OfRecord implements Submission {
        private final Record<byte[], byte[]> record;
        private final RecordLocation origin;
        private final Transfer deciding;

        OfRecord(Record<byte[], byte[]> record, RecordLocation origin, Transfer deciding) {
            this.record = record;
            this.origin = origin;
            this.deciding = deciding;
        }

        @Override
        public byte[] transferId() {
            return record.key();
        }

        @Override
        public Transfer deciding() {
            return deciding;
        }

        @Override
        public DecodeResult<WholeTransfer> whole() {
            return codecs.whole(record.value(), record.headers());
        }

        @Override
        public long offset() {
            return origin.offset();
        }

        @Override
        public byte[] value(WholeTransfer whole) {
            return WireFormat.needsHeaders(record.headers()) ? codecs.encoder().apply(whole.record()) : record.value();
        }
    }
}
