package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.records.DecodeResult;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.replay.ReplayPlan.Bounds;
import io.tradewatch.topology.LogScreening;
import io.tradewatch.topology.RecordLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Screens the records of one partition between its bounds, in order, and keeps what was found together with how far it
 * got: after a crash it goes on from there, and nothing is counted or found twice.
 *
 * <p>Threading notes: for one thread at a time.
 */
final class PartitionReplay implements AutoCloseable {
    private static final byte[] PROGRESS_KEY = {};

    private final Bounds bounds;
    private final ReplayRange range;
    private final Batch batch;
    private final KeyValueRows progress;
    private final List<LogScreening> screenings = new ArrayList<>();
    private final Counts counts = new Counts();
    private long next;

    /** Makes the screening under one law from its state. */
    @FunctionalInterface
    interface Screenings {
        LogScreening of(int law, LogScreening.State state);
    }

    /**
     * Goes on where the state says, or from the beginning.
     *
     * @param partition the partition
     * @param bounds which of its offsets are read
     * @param range which transfers are counted
     * @param state where it is kept
     * @param laws how many laws there are
     * @param factory makes the screening under each
     */
    PartitionReplay(int partition, Bounds bounds, ReplayRange range, RunState state, int laws, Screenings factory) {
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

    /** How many offsets are done. */
    long done() {
        return next - bounds.begin();
    }

    /** What is left to read. */
    Bounds left() {
        return new Bounds(next, bounds.end());
    }

    /** Whether everything up to the bound was read. */
    boolean isDone() {
        return next >= bounds.end();
    }

    Counts counts() {
        return counts;
    }

    /**
     * Screens what was read and keeps it.
     *
     * @param records in the order of their offsets, none past the bound
     * @param position the offset that the reader goes on from
     * @return how many offsets further this is
     */
    long take(List<ConsumerRecord<byte[], byte[]>> records, long position) {
        records.forEach(this::screen);
        long before = next;
        next = Math.min(position, bounds.end());
        if (next > before) {
            progress.put(PROGRESS_KEY, counts.toBytes(next));
            batch.keep();
        }
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

    /** Whether it is plain that no law finds anything. */
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

    /** The next transfers in which a law ever found something, in the order of their ids' bytes in UTF-8. */
    List<byte[]> transfersAfter(int law, byte[] after, int limit) {
        return screenings.get(law).transfersAfter(after, limit);
    }

    /** The violations of a transfer that stand under a law, those of transfers outside the range left out. */
    List<Violation> standing(int law, byte[] transferId) {
        return screenings.get(law).standing(transferId).stream()
                .filter(violation -> range.contains(violation.getOccurredAt()))
                .toList();
    }

    @Override
    public void close() {
        batch.close();
    }
}
