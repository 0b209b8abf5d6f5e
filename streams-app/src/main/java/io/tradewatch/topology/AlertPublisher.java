package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes changes of violations as alerts, with their headers, and counts them. Used by one thread. */
final class AlertPublisher {
    private final AlertHeaders headers;
    private final LongSupplier clock;
    private final ScreeningMeters meters;
    private final Outlet outlet;

    /**
     * @param applicationId names the application in the alerts' headers
     * @param clock the time by the clock, in ms since the epoch
     * @param meters counts what is done
     * @param outlet where alerts go
     */
    AlertPublisher(String applicationId, LongSupplier clock, ScreeningMeters meters, Outlet outlet) {
        this.headers = new AlertHeaders(applicationId);
        this.clock = clock;
        this.meters = meters;
        this.outlet = outlet;
    }

    /**
     * Publishes one change.
     *
     * @param record the transfer's record
     * @param origin where it was read from
     * @param now the time of the change by the clock, in ms since the epoch
     * @param isArrival whether the record has just come in, so that the time it took says something
     */
    void publish(PublishedChange change, Record<byte[], byte[]> record, Origin origin, long now, boolean isArrival) {
        Violation violation = change.violation();
        outlet.alert(new Record<>(
                violation.getViolationId().getBytes(StandardCharsets.UTF_8),
                new Alert(record.key(), change.value()),
                record.timestamp(),
                headers.of(violation, origin, record.headers(), now)));
        meters.alert(violation);
        if (isArrival) {
            meters.latency(clock.getAsLong() - record.timestamp(), violation, record.headers());
        }
    }
}
