package io.tradewatch.topology;

import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferOutline;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Screens the transfers of one partition: those that come in, and past ones when the law has changed. Used by one
 * thread.
 */
final class ScreeningTask implements AutoCloseable {
    private final ScreeningParts parts;
    private final LawGate gate;
    private final Rescreening rescreening;
    private final Arrivals arrivals;
    private final LookBackPass pass;
    private final ViolationMemory memory;
    private final DeadLetterPublisher deadLetters;
    private final FailureFence fence;
    private final ScreeningMeters meters;
    private OptionalLong nextOffset = OptionalLong.empty();

    /** The stores of a task. */
    record Stores(
            KeyValueStore<byte[], byte[]> violations,
            KeyValueStore<byte[], byte[]> revisions,
            KeyValueStore<byte[], byte[]> lawPosition) {}

    ScreeningTask(ScreeningParts parts, int partition, Stores stores, Codecs codecs, Outlet outlet) {
        this.parts = parts;
        this.deadLetters = new DeadLetterPublisher(parts, outlet);
        this.fence = new FailureFence(
                parts.failures(), new TopicPartition(parts.topics().transfers(), partition));
        codecs.patience().tell(fence);
        this.meters = parts.meters();
        this.gate = new LawGate(parts.law(), parts.stop(), parts.patience(), meters.waits());
        ViolationLedger ledger = new ViolationLedger(stores.violations(), stores.revisions(), parts.limits());
        this.rescreening =
                new Rescreening(stores.lawPosition(), parts.law().current().topicId(), parts.rulesVersion());
        AlertPublisher publisher =
                new AlertPublisher(parts.applicationId(), parts.clock(), meters, outlet, parts.limits());
        this.arrivals = new Arrivals(codecs, ledger, publisher, parts.clock(), meters);
        this.pass = new LookBackPass(parts, partition, rescreening, ledger, arrivals, fence, deadLetters);
        this.memory = new ViolationMemory(ledger, parts.violationMemory());
    }

    /**
     * Screens one transfer.
     *
     * @param time that what is written for it gets, in ms since the epoch
     * @param mayNeedHeaders whether its headers may name its schema
     */
    void screen(ConsumerRecord<byte[], byte[]> consumed, long time, boolean mayNeedHeaders) {
        LawSnapshot law = gate.await(rescreening);
        rescreening.adopt(law.position());
        rescreening.startIfDue(consumed.offset());
        nextOffset = OptionalLong.of(consumed.offset() + 1);
        meters.samplePartition(consumed);
        if (!isClear(consumed, mayNeedHeaders, law)) {
            screenClosely(
                    new Record<>(consumed.key(), consumed.value(), time, consumed.headers()), Origin.of(consumed), law);
        }
    }

    /** A record that the short way fails with goes the long way, where failures are counted. */
    private boolean isClear(ConsumerRecord<byte[], byte[]> consumed, boolean mayNeedHeaders, LawSnapshot law) {
        try {
            TransferOutline outline = arrivals.outline(consumed, mayNeedHeaders);
            return outline != null && arrivals.isClear(consumed, outline, law);
        } catch (RuntimeException | StackOverflowError e) {
            if (!FailureFence.isOfTheRecord(e)) {
                throw e;
            }
            return false;
        }
    }

    private void screenClosely(Record<byte[], byte[]> record, Origin origin, LawSnapshot law) {
        fence.screen(origin, record.key(), true, () -> defect(record, origin, law), arrivals::isHalfDone)
                .ifPresent(defect -> deadLetters.publish(record, origin, defect));
    }

    private Optional<StructuralDefect> defect(Record<byte[], byte[]> record, Origin origin, LawSnapshot law) {
        Outcome<Transfer> read = arrivals.read(record);
        return read.problem()
                .or(() ->
                        arrivals.screen(record, origin, read.orElseThrow(), law).defect());
    }

    /** How long transfers were screened so far, in ns, without the time that was spent waiting. */
    long busyNanos() {
        return fence.busyNanos();
    }

    /**
     * Looks back a little further, where a pass is open or due. Returns soon, and without waiting.
     *
     * @return whether anything was done
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
