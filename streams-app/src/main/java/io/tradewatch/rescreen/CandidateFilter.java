package io.tradewatch.rescreen;

import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferDecoder;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.rescreen.PastTransferScan.Candidate;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the past transfers that their task has to screen again: those with violations under the changed part of the
 * ruleset.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class CandidateFilter {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateFilter.class);

    private final OutlineReader outlines;
    private final TransferDecoder decoder;
    private final LongSupplier clock;

    /** @param clock the wall clock, in ms since the epoch */
    CandidateFilter(RegistrySchemas schemas, LongSupplier clock) {
        this.outlines = new OutlineReader(schemas);
        this.decoder = new SkippingTransferDecoder(schemas);
        this.clock = clock;
    }

    /**
     * Whether a record may have violations under the changed part of the ruleset. A record whose examination fails
     * becomes a candidate: the task handles failing records.
     *
     * @throws RegistryUnavailableException when the registry does not return the record's schema
     */
    boolean isCandidate(ConsumerRecord<byte[], byte[]> record, Screening changed) throws RegistryUnavailableException {
        try {
            return finds(changed, record);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "rescreening {}-{} at offset {} failed; its task screens it again",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
            return true;
        }
    }

    private boolean finds(Screening changed, ConsumerRecord<byte[], byte[]> record)
            throws RegistryUnavailableException {
        TransferOutline outline = outlines.read(record.key(), record.value(), record.headers());
        if (outline != null && changed.isClear(outline)) {
            return false;
        }
        DecodeResult<Transfer> outcome = decoder.decodeDeciding(record.value(), record.headers());
        return outcome instanceof DecodeResult.Decoded<Transfer> decoded
                && !changed.screen(decoded.value()).isEmpty();
    }

    /** The record as its task gets it. */
    Candidate candidate(ConsumerRecord<byte[], byte[]> record) {
        return new Candidate(
                new Record<>(record.key(), record.value(), clock.getAsLong(), record.headers()),
                RecordLocation.of(record));
    }
}
