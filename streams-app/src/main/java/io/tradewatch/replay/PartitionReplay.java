package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.screening.LogScreening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Screens the records of one partition between its bounds, in order. It writes the results and the progress in one batch:
 * after a crash it continues from there, and counts and finds nothing twice.
 *
 * <p>Threading notes: for one thread at a time.
 */
final class PartitionReplay implements AutoCloseable {
    private static final byte[] PROGRESS_KEY = {};

    private final OffsetRange bounds;
    private final ReplayRange range;
    private final Batch batch;
    private final KeyValueRows progress;
    private final List<LogScreening> screenings = new ArrayList<>();
    private final Counts counts = new Counts();
    private long next;

    /** Creates the screening under one ruleset from its state. */
    @FunctionalInterface
    interface Screenings {
        LogScreening of(int law, LogScreening.State state);
    }

    /**
     * Continues at the stored position, or starts at the beginning.
     *
     * @param partition the partition
     * @param bounds the offsets to read
     * @param range the transfers to count
     * @param state the stored state
     * @param laws number of rulesets
     * @param factory creates the screening under each ruleset
     */
    PartitionReplay(
            int partition, OffsetRange bounds, ReplayRange range, RunState state, int laws, Screenings factory) {
        this.bounds = bounds;
        this.range = range;
        this.batch = state.batch();
        this.progress = state.rows(partition, KeyPrefix.PROGRESS, batch);
        for (int law = 0; law < laws; law++) {
            screenings.add(factory.of(
                    law,
                    new LogScreening.State(
                            state.rows(partition, KeyPrefix.violations(law), batch),
                            state.rows(partition, KeyPrefix.revisions(law), batch))));
        }
        byte[] kept = progress.get(PROGRESS_KEY);
        this.next = kept == null ? bounds.begin() : counts.takeUp(kept);
    }

    /** Number of offsets processed. */
    long done() {
        return next - bounds.begin();
    }

    /** The offsets still to read. */
    OffsetRange left() {
        return new OffsetRange(next, bounds.end());
    }

    /** Whether all offsets up to the bound were read. */
    boolean isDone() {
        return next >= bounds.end();
    }

    Counts counts() {
        return counts;
    }

    /**
     * Screens records and stores the results.
     *
     * @param records in the order of their offsets, none past the bound
     * @param position the next offset that the reader reads, at most the bound
     * @return by how many offsets the position moved
     */
    long take(List<ConsumerRecord<byte[], byte[]>> records, long position) {
        records.forEach(this::screen);
        long before = next;
        next = position;
        progress.put(PROGRESS_KEY, counts.toBytes(next));
        batch.keep();
        return next - before;
    }

    private void screen(ConsumerRecord<byte[], byte[]> consumed) {
        counts.read();
        TransferOutline outline = screenings.get(0).outline(consumed);
        if (outline != null && isClear(consumed, outline)) {
            Instant occurredAt = Instant.ofEpochMilli(outline.occurredAt());
            counts.moved(occurredAt, range.contains(occurredAt));
            return;
        }
        Record<byte[], byte[]> record =
                new Record<>(consumed.key(), consumed.value(), Math.max(0, consumed.timestamp()), consumed.headers());
        DecodeResult<Transfer> read = screenings.get(0).read(record);
        read.problem().ifPresent(defect -> counts.deadLetter(defect.reason()));
        if (read instanceof DecodeResult.Decoded<Transfer> decoded) {
            screen(record, RecordLocation.of(consumed), decoded.value());
        }
    }

    /** Whether the outline alone shows that no ruleset matches. */
    private boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline) {
        for (LogScreening screening : screenings) {
            if (!screening.isClear(consumed, outline)) {
                return false;
            }
        }
        return true;
    }

    private void screen(Record<byte[], byte[]> record, RecordLocation origin, Transfer transfer) {
        StructuralDefect first = null;
        for (LogScreening screening : screenings) {
            StructuralDefect defect =
                    screening.screen(record, origin, transfer).defect().orElse(null);
            first = first == null ? defect : first;
        }
        if (first == null) {
            counts.moved(transfer.occurredAt(), range.contains(transfer.occurredAt()));
        } else {
            counts.deadLetter(first.reason());
        }
    }

    /** The next transfers with a current or former violation under a ruleset, in the order of their ids' bytes in UTF-8. */
    List<byte[]> transfersAfter(int law, byte[] after, int limit) {
        return screenings.get(law).transfersAfter(after, limit);
    }

    /** The open violations of a transfer under a ruleset, without those of transfers outside the range. */
    List<Violation> openViolations(int law, byte[] transferId) {
        return screenings.get(law).openViolations(transferId).stream()
                .filter(violation -> range.contains(violation.getOccurredAt()))
                .toList();
    }

    @Override
    public void close() {
        batch.close();
    }
}
