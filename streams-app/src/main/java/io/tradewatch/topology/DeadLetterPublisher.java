package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes what cannot be screened, counts it, and remembers what a rescreening pass will read again. Used by one thread. */
final class DeadLetterPublisher {
    private final ScreeningParts parts;
    private final OutputSink outputSink;
    private final DeadLetteredOffsets offsets;

    /**
     * @param outputSink where dead letters go
     * @param offsets which records are dead letters already
     */
    DeadLetterPublisher(ScreeningParts parts, OutputSink outputSink, DeadLetteredOffsets offsets) {
        this.parts = parts;
        this.outputSink = outputSink;
        this.offsets = offsets;
    }

    /**
     * Publishes a dead letter.
     *
     * @param record as it was read
     * @param readFrom where it was read from
     * @param defect why it cannot be screened
     */
    void publish(Record<byte[], byte[]> record, RecordLocation readFrom, StructuralDefect defect) {
        outputSink.deadLetter(
                DeadLetterRecords.of(record, readFrom, defect, parts.clock().getAsLong(), parts.limits()));
        parts.meters().deadLetter(defect.reason());
        offsets.add(readFrom.offset(), defect);
    }

    /** Publishes a dead letter for a past record, unless the record is one already. */
    void publishOnce(Record<byte[], byte[]> record, RecordLocation readFrom, StructuralDefect defect) {
        if (!offsets.contains(readFrom.offset())) {
            publish(record, readFrom, defect);
        }
    }

    /** A past record could be screened: from now on it may become a dead letter anew. */
    void screened(RecordLocation readFrom) {
        offsets.remove(readFrom.offset());
    }
}
