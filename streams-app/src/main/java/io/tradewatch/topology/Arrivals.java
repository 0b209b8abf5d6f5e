package io.tradewatch.topology;

import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.records.DecodeResult;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.records.WholeTransfer;
import io.tradewatch.records.WireFormat;
import io.tradewatch.topology.TransferScreening.Occasion;
import io.tradewatch.topology.TransferScreening.Publication;
import io.tradewatch.topology.TransferScreening.Submission;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Screens the records of one partition: those that come in, in their order, and past ones again. Used by one thread.
 *
 * <p>Most clean transfers are told by their outline, without decoding and without a look-up in the stores. Of the others
 * what decides is decoded; only where there is or was a violation, or a revision to remember, the whole record.
 */
final class Arrivals {
    private final Codecs codecs;
    private final ViolationStore store;
    private final TransferScreening screening;
    private final AlertPublisher publisher;
    private final LongSupplier clock;
    private final ScreeningMeters meters;
    private boolean isHalfDone;

    /**
     * @param codecs reads transfers, reads and writes violations
     * @param store what is remembered
     * @param publisher publishes what changes
     * @param clock the time by the clock, in ms since the epoch
     * @param meters counts what is done
     */
    Arrivals(
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
     * What tells of nearly all records that there is nothing to be done for them; null where they are to be read.
     *
     * @param mayNeedHeaders whether the record's headers may name its schema
     */
    @Nullable TransferOutline outline(ConsumerRecord<byte[], byte[]> consumed, boolean mayNeedHeaders) {
        return mayNeedHeaders
                ? codecs.outlines().read(consumed.key(), consumed.value(), consumed.headers())
                : codecs.outlines().read(consumed.key(), consumed.value());
    }

    /**
     * Whether there is nothing to be done for a record: it is sound, the first that is known of its transfer, and clean.
     *
     * @param outline of the record
     */
    boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline, CompiledRuleset law) {
        if (!law.screening().isClear(outline) || store.mayKnow(consumed.key())) {
            return false;
        }
        meters.clean();
        return true;
    }

    /** What decides of a record, or the defect for which it cannot be used. */
    DecodeResult<Transfer> read(Record<byte[], byte[]> record) {
        isHalfDone = false;
        DecodeResult<Transfer> outcome = codecs.retryPolicy()
                .withRegistry(() -> codecs.decoder().decodeDeciding(record.value(), record.headers()));
        return TransferMapping.underKey(record.key(), outcome, Transfer::transferId);
    }

    /**
     * Screens what was read, publishes what that changes, and counts it.
     *
     * @return what becomes of the record
     */
    Verdict screen(Record<byte[], byte[]> record, RecordLocation origin, Transfer transfer, CompiledRuleset law) {
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
     * Screens a past transfer again, and publishes what that changes. One that is superseded, or was never let through, is
     * passed over: it was counted when it came in.
     *
     * @param occasion where the record was found
     * @return why what changes cannot be published: it is larger than it was; empty where it can
     */
    Optional<StructuralDefect> screenAgain(
            Record<byte[], byte[]> record, RecordLocation origin, CompiledRuleset law, Occasion occasion) {
        if (read(record) instanceof DecodeResult.Decoded<Transfer> decoded) {
            return screen(record, origin, decoded.value(), law, occasion)
                    .defect()
                    .filter(defect -> defect.reason() == StructuralDefect.Reason.TOO_LARGE);
        }
        return Optional.empty();
    }

    /** How many changes were published so far. */
    long published() {
        return publisher.published();
    }

    /** Whether something was written for the record that was screened last. */
    boolean isHalfDone() {
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

    /** Publishes what a record changes. */
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

    /** Reads the whole record when it is asked for. */
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
