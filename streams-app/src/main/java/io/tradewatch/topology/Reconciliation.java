package io.tradewatch.topology;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import io.tradewatch.records.WireFormat;
import io.tradewatch.screening.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Makes the published violations of one transfer those that the rules find in it, and remembers what later judgements
 * need. The path of the few transfers in which something is or was found. Used by one thread.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** Why a transfer is judged. */
    enum Occasion {
        /** It came in. */
        ARRIVAL,
        /** The law changed after it had come in. */
        LOOK_BACK
    }

    private final ViolationLedger ledger;
    private final Outlet outlet;
    private final Codecs codecs;
    private final AlertHeaders headers;
    private final LongSupplier clock;
    private final ScreeningMeters meters;

    /**
     * @param applicationId names the application in the alerts' headers
     * @param clock the time by the clock, in ms since the epoch
     * @param meters counts what is done
     */
    Reconciliation(
            String applicationId,
            LongSupplier clock,
            ScreeningMeters meters,
            Codecs codecs,
            ViolationLedger ledger,
            Outlet outlet) {
        this.ledger = ledger;
        this.outlet = outlet;
        this.codecs = codecs;
        this.headers = new AlertHeaders(applicationId);
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Publishes the difference between what was published of a transfer and what is found in it now.
     *
     * @param record the transfer's record
     * @param origin where it was read from
     * @param newest the newest revision that is remembered, not above this record's; null when nothing is
     * @param findings what the rules find
     * @param law the law that they were found with
     * @param occasion why the transfer is judged
     * @return the defect for which the record cannot be used, if there is one
     */
    Optional<StructuralDefect> apply(
            Record<byte[], byte[]> record,
            Origin origin,
            @Nullable StoredTransfer newest,
            List<Finding> findings,
            LawSnapshot law,
            Occasion occasion) {
        Outcome<Transfer> outcome =
                codecs.patience().withRegistry(() -> codecs.decoder().decodeWhole(record.value(), record.headers()));
        if (outcome instanceof Outcome.Defective<Transfer> defective) {
            return Optional.of(defective.defect());
        }
        Transfer transfer = outcome.orElseThrow();
        byte[] transferId = record.key();
        boolean isCancelled = transfer.getStatus() == TransferStatus.CANCELLED;
        byte[] encoded = codecs.patience().withRegistry(() -> codecs.encoder().encode(transfer));
        byte[] contentHash = ContentHash.of(encoded);
        boolean isSeenBefore = newest != null && newest.revision() == transfer.getRevision();
        if (isSeenBefore && !newest.says(contentHash)) {
            return Optional.of(conflictingRevision(transfer));
        }
        // The store keeps no headers.
        byte[] kept = WireFormat.needsHeaders(record.headers()) ? encoded : record.value();
        StoredTransfer stored =
                new StoredTransfer(transfer.getRevision(), isCancelled, contentHash, origin.offset(), kept);
        if (!isSeenBefore && (isCancelled || transfer.getRevision() > 0)) {
            ledger.rememberRevision(transferId, stored);
        }
        publish(
                record,
                origin,
                stored,
                Judgement.violations(transfer, findings, law.index().lawVersion()),
                reasons(occasion, newest, isSeenBefore, isCancelled, law),
                occasion);
        return Optional.empty();
    }

    private static Reasons reasons(
            Occasion occasion,
            @Nullable StoredTransfer newest,
            boolean isSeenBefore,
            boolean isCancelled,
            LawSnapshot law) {
        if (isCancelled) {
            return Reasons.CANCELLED;
        }
        if (isSeenBefore || occasion == Occasion.LOOK_BACK) {
            return Reasons.rescreened(law);
        }
        return newest == null ? Reasons.detected(law) : Reasons.CORRECTED;
    }

    private void publish(
            Record<byte[], byte[]> record,
            Origin origin,
            StoredTransfer transfer,
            List<Violation> found,
            Reasons reasons,
            Occasion occasion) {
        long now = clock.getAsLong();
        for (PublishedChange change : ledger.reconcile(record.key(), transfer, found, reasons, now)) {
            Violation violation = change.violation();
            outlet.alert(new Record<>(
                    violation.getViolationId().getBytes(StandardCharsets.UTF_8),
                    new Alert(record.key(), change.value()),
                    record.timestamp(),
                    headers.of(violation, origin, record.headers(), now)));
            meters.alert(violation);
            log(violation);
            if (occasion == Occasion.ARRIVAL) {
                meters.latency(clock.getAsLong() - record.timestamp(), violation, record.headers());
            }
        }
    }

    private static void log(Violation change) {
        if (LOG.isDebugEnabled()) {
            MDC.put("transferId", change.getTransferId());
            MDC.put("violationId", change.getViolationId());
            try {
                LOG.debug(
                        "{} {} by {}, {}",
                        change.getType(),
                        change.getStatus(),
                        change.getMeasureId(),
                        change.getStatusReason());
            } finally {
                MDC.remove("transferId");
                MDC.remove("violationId");
            }
        }
    }

    private static StructuralDefect conflictingRevision(Transfer transfer) {
        return new StructuralDefect(
                Reason.CONFLICTING_REVISION,
                "revision " + transfer.getRevision()
                        + " was seen before with other content; a correction needs a higher revision");
    }
}
