package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes what cannot be screened, and counts it. Used by one thread. */
final class DeadLetterPublisher {
    private final ScreeningParts parts;
    private final OutputSink outputSink;

    /** @param outputSink where dead letters go */
    DeadLetterPublisher(ScreeningParts parts, OutputSink outputSink) {
        this.parts = parts;
        this.outputSink = outputSink;
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
    }
}
