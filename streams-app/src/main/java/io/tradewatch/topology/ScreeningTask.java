package io.tradewatch.topology;

import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferStatus;
import io.tradewatch.topology.Reconciliation.Occasion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Screens the transfers of one partition: those that come in, and past ones when the law has changed.
 *
 * <p>A clean transfer costs the decoding of what decides, and two look-ups of its id. Only where there is or was a
 * violation, or a revision to remember, is the whole record decoded. Used by one thread.
 */
final class ScreeningTask implements AutoCloseable {
    private final ScreeningParts parts;
    private final LawGate gate;
    private final Codecs codecs;
    private final ViolationLedger ledger;
    private final Rescreening rescreening;
    private final Reconciliation reconciliation;
    private final LookBackPass pass;
    private final ViolationMemory memory;
    private final Outlet outlet;
    private final ScreeningMeters meters;
    private OptionalLong nextOffset = OptionalLong.empty();

    /** The stores of a task. */
    record Stores(
            KeyValueStore<byte[], byte[]> violations,
            KeyValueStore<byte[], byte[]> revisions,
            KeyValueStore<byte[], byte[]> lawPosition) {}

    ScreeningTask(ScreeningParts parts, int partition, Stores stores, Codecs codecs, Outlet outlet) {
        this.parts = parts;
        this.codecs = codecs;
        this.outlet = outlet;
        this.meters = parts.meters();
        this.gate = new LawGate(parts.law(), parts.stop(), parts.patience());
        this.ledger = new ViolationLedger(stores.violations(), stores.revisions(), codecs.violations());
        this.rescreening =
                new Rescreening(stores.lawPosition(), parts.law().current().topicId(), parts.rulesVersion());
        this.reconciliation = new Reconciliation(parts, codecs, ledger, outlet);
        this.pass = new LookBackPass(parts, partition, rescreening, ledger, reconciliation, codecs);
        this.memory = new ViolationMemory(ledger, parts.violationMemory());
    }

    /** Screens one transfer. */
    void screen(Record<byte[], byte[]> record, Origin origin) {
        LawSnapshot law = gate.await(rescreening);
        rescreening.adopt(law.position());
        rescreening.startIfDue(origin.offset());
        nextOffset = OptionalLong.of(origin.offset() + 1);
        screen(record, origin, law).ifPresent(defect -> {
            outlet.deadLetter(DeadLetterRecords.of(record, origin, defect));
            meters.deadLetter(defect.reason());
        });
    }

    private Optional<StructuralDefect> screen(Record<byte[], byte[]> record, Origin origin, LawSnapshot law) {
        Outcome<Transfer> outcome =
                codecs.patience().withRegistry(() -> codecs.decoder().decodeDeciding(record.value()));
        if (outcome instanceof Outcome.Defective<Transfer> defective) {
            return Optional.of(defective.defect());
        }
        Transfer transfer = outcome.orElseThrow();
        Optional<StructuralDefect> keyDefect = TransferMapping.keyDefect(record.key(), transfer.transferId());
        if (keyDefect.isPresent()) {
            return keyDefect;
        }
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

    /**
     * Looks back a little further, where a pass is open or due. Returns soon, and without waiting.
     *
     * @return whether anything was done that should be committed
     */
    boolean lookBack() {
        LawSnapshot law = parts.law().current();
        if (!gate.isOpen(law, rescreening)) {
            return false;
        }
        rescreening.adopt(law.position());
        if (rescreening.isPassDue()) {
            if (nextOffset.isEmpty()) {
                nextOffset = pass.resumesAt();
            }
            nextOffset.ifPresent(rescreening::startIfDue);
        }
        return pass.step(law);
    }

    /** Forgets a little of what was withdrawn long ago. */
    void forget() {
        memory.step(parts.clock().getAsLong());
    }

    /** How far this task has got with the law. */
    LawProgress progress() {
        return rescreening.progress();
    }

    @Override
    public void close() {
        pass.close();
    }
}
