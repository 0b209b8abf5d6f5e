package io.tradewatch.topology;

import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferOutline;
import io.tradewatch.screening.TransferStatus;
import io.tradewatch.topology.Reconciliation.Occasion;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Screens the transfers of one partition in the order in which they came in. Used by one thread.
 *
 * <p>Most clean transfers are told by their outline, without decoding and without a look-up in the stores. Of the others
 * what decides is decoded; only where there is or was a violation, or a revision to remember, the whole record.
 */
final class Arrivals {
    private final Codecs codecs;
    private final ViolationLedger ledger;
    private final Reconciliation reconciliation;
    private final ScreeningMeters meters;

    Arrivals(Codecs codecs, ViolationLedger ledger, Reconciliation reconciliation, ScreeningMeters meters) {
        this.codecs = codecs;
        this.ledger = ledger;
        this.reconciliation = reconciliation;
        this.meters = meters;
    }

    /** What tells of nearly all records that there is nothing to be done for them; null where they are to be read. */
    @Nullable TransferOutline outline(ConsumerRecord<byte[], byte[]> consumed) {
        return codecs.outlines().read(consumed.key(), consumed.value(), consumed.headers());
    }

    /**
     * Whether there is nothing to be done for a record: it is sound, the first that is known of its transfer, and clean.
     *
     * @param outline of the record
     */
    boolean isClear(ConsumerRecord<byte[], byte[]> consumed, TransferOutline outline, LawSnapshot law) {
        if (!law.screening().isClear(outline) || ledger.mayKnow(consumed.key())) {
            return false;
        }
        meters.clean();
        return true;
    }

    /** What decides of a record, or the defect for which it cannot be used. */
    Outcome<Transfer> read(Record<byte[], byte[]> record) {
        Outcome<Transfer> outcome =
                codecs.patience().withRegistry(() -> codecs.decoder().decodeDeciding(record.value(), record.headers()));
        return TransferMapping.underKey(record.key(), outcome, Transfer::transferId);
    }

    /**
     * Screens what was read, and publishes what that changes.
     *
     * @return the defect for which the record cannot be used after all, if there is one
     */
    Optional<StructuralDefect> screen(
            Record<byte[], byte[]> record, Origin origin, Transfer transfer, LawSnapshot law) {
        StoredTransfer newest = ledger.newest(record.key());
        if (newest != null && newest.revision() > transfer.revision()) {
            meters.superseded();
            return Optional.empty();
        }
        List<Finding> findings = law.screening().screen(transfer);
        boolean isCorrection = transfer.revision() > 0 || transfer.status() == TransferStatus.CANCELLED;
        if (!findings.isEmpty() || newest != null || isCorrection) {
            Optional<StructuralDefect> defect =
                    reconciliation.apply(record, origin, newest, findings, law, Occasion.ARRIVAL);
            if (defect.isPresent()) {
                return defect;
            }
        }
        if (findings.isEmpty()) {
            meters.clean();
        } else {
            meters.violating();
        }
        return Optional.empty();
    }
}
