package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes what cannot be screened, and counts it. Used by one thread. */
final class DeadLetterPublisher {
    private final ScreeningParts parts;
    private final Outlet outlet;

    /** @param outlet where dead letters go */
    DeadLetterPublisher(ScreeningParts parts, Outlet outlet) {
        this.parts = parts;
        this.outlet = outlet;
    }

    /**
     * Publishes a dead letter.
     *
     * @param record as it was read
     * @param readFrom where it was read from
     * @param defect why it cannot be screened
     */
    void publish(Record<byte[], byte[]> record, Origin readFrom, StructuralDefect defect) {
        outlet.deadLetter(
                DeadLetterRecords.of(record, readFrom, defect, parts.clock().getAsLong(), parts.limits()));
        parts.meters().deadLetter(defect.reason());
    }
}
