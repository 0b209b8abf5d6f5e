package io.tradewatch.screening;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.state.DeadLetteredOffsets;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Publishes records that cannot be screened as dead letters and counts them. It stores the offsets of dead letters that
 * a rescreening pass reads again. Used by one thread.
 */
public final class DeadLetterPublisher {
    private final LongSupplier clock;
    private final ScreeningMeters meters;
    private final SizeLimits limits;
    private final OutputSink outputSink;
    private final DeadLetteredOffsets offsets;

    /**
     * @param clock the wall clock, in ms since the epoch
     * @param meters counts the dead letters
     * @param limits the size limits of dead letters
     * @param outputSink receives the dead letters
     * @param offsets the offsets of the records that are dead letters already
     */
    public DeadLetterPublisher(
            LongSupplier clock,
            ScreeningMeters meters,
            SizeLimits limits,
            OutputSink outputSink,
            DeadLetteredOffsets offsets) {
        this.clock = clock;
        this.meters = meters;
        this.limits = limits;
        this.outputSink = outputSink;
        this.offsets = offsets;
    }

    /**
     * Publishes a dead letter.
     *
     * @param record the record as it was read
     * @param readFrom the location from which it was read
     * @param defect why it cannot be screened
     */
    public void publish(Record<byte[], byte[]> record, RecordLocation readFrom, StructuralDefect defect) {
        outputSink.deadLetter(DeadLetterRecords.of(record, readFrom, defect, clock.getAsLong(), limits));
        meters.deadLetter(defect.reason());
        offsets.add(readFrom.offset(), defect);
    }

    /** Publishes a dead letter for a past record, unless the record is one already. */
    public void publishOnce(Record<byte[], byte[]> record, RecordLocation readFrom, StructuralDefect defect) {
        if (!offsets.contains(readFrom.offset())) {
            publish(record, readFrom, defect);
        }
    }

    /** Marks a past record as screened: it may become a dead letter again later. */
    public void screened(RecordLocation readFrom) {
        offsets.remove(readFrom.offset());
    }
}
