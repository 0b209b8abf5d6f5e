package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.kafka.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes changes of violations as alerts, with their headers, and counts them. Used by one thread. */
public final class AlertPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPublisher.class);

    private final AlertHeaders headers;
    private final LongSupplier clock;
    private final ScreeningMeters meters;
    private final OutputSink outputSink;
    private final SizeLimits limits;
    private long published;

    /**
     * @param applicationId names the application in the alerts' headers
     * @param clock the wall clock, in ms since the epoch
     * @param meters counts alerts
     * @param outputSink receives the alerts
     * @param limits the size limits of the alerts
     */
    public AlertPublisher(
            String applicationId,
            LongSupplier clock,
            ScreeningMeters meters,
            OutputSink outputSink,
            SizeLimits limits) {
        this.headers = new AlertHeaders(applicationId);
        this.clock = clock;
        this.meters = meters;
        this.outputSink = outputSink;
        this.limits = limits;
    }

    /**
     * Why a change cannot be published; empty if it can.
     *
     * @param record the transfer's record
     * @param origin where it was read from
     * @param now the time of the change by the clock, in ms since the epoch
     */
    Optional<String> misfit(PublishedChange change, Record<byte[], byte[]> record, RecordLocation origin, long now) {
        byte[] key = key(change);
        long most = key.length + (long) change.value().length + headers.mostBytes(record.key(), origin);
        if (limits.takesAnyAlertOf(most)
                || limits.takesAlert(
                        key, change.value(), headers.of(change.violation(), origin, record.headers(), now))) {
            return Optional.empty();
        }
        return Optional.of("the alert of " + change.value().length + " bytes on item "
                + change.violation().getItemNumber() + " under "
                + change.violation().getMeasureId() + " is larger than the "
                + limits.violations().bytes() + " bytes that the topic of alerts takes, or than the " + limits.request()
                + " of a request; raise max.message.bytes of that topic, restart, and drive the dead letter in again");
    }

    private static byte[] key(PublishedChange change) {
        return change.violation().getViolationId().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Publishes one change.
     *
     * @param record the transfer's record
     * @param origin where it was read from
     * @param now the time of the change by the clock, in ms since the epoch
     * @param isTimed whether the latency is measured: the record has just arrived, and this is its first attempt
     */
    void publish(
            PublishedChange change, Record<byte[], byte[]> record, RecordLocation origin, long now, boolean isTimed) {
        Violation violation = change.violation();
        outputSink.alert(new Record<>(
                key(change),
                new Alert(record.key(), change.value()),
                record.timestamp(),
                headers.of(violation, origin, record.headers(), now)));
        published++;
        meters.alert(violation);
        warnOfTooManyFindings(violation, origin);
        if (isTimed) {
            meters.latency(clock.getAsLong() - record.timestamp(), violation, record.headers());
        }
    }

    /** The message identifies the transfer by its location, because its id may have any length. */
    private static void warnOfTooManyFindings(Violation violation, RecordLocation origin) {
        if (violation.getStatus() != ViolationStatus.WITHDRAWN
                && violation.getDoubts().contains(Doubt.TOO_MANY_FINDINGS.name())) {
            LOG.warn(
                    "the transfer at {}-{}@{} has more violations than screening.max-violations-per-transfer: one alert"
                            + " (violationId {}, TOO_MANY_FINDINGS) stands for all of them, and counts them by measure",
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    violation.getViolationId());
        }
    }

    /** The number of changes published so far. */
    long published() {
        return published;
    }
}
