package io.tradewatch.streams;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.rescreen.RescreenPass;
import io.tradewatch.rescreen.RescreenState;
import io.tradewatch.rescreen.RulesetBarrier;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.AlertPublisher;
import io.tradewatch.screening.Arrivals;
import io.tradewatch.screening.Codecs;
import io.tradewatch.screening.DeadLetterPublisher;
import io.tradewatch.screening.FailureFence;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.ViolationMemory;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.state.DeadLetteredOffsets;
import io.tradewatch.state.RescreenProgress;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Screens the transfers of one partition: new ones as they arrive, and past ones after the ruleset has changed. Used by
 * one thread.
 */
final class ScreeningTask implements AutoCloseable {
    private final ScreeningParts parts;
    private final RulesetBarrier gate;
    private final RescreenState rescreenState;
    private final Arrivals arrivals;
    private final RescreenPass pass;
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

    ScreeningTask(ScreeningParts parts, int partition, Stores stores, Codecs codecs, OutputSink outputSink) {
        this.parts = parts;
        TopicPartition transfers = new TopicPartition(parts.topics().transfers(), partition);
        this.deadLetters = new DeadLetterPublisher(
                parts.clock(),
                parts.meters(),
                parts.limits(),
                outputSink,
                new DeadLetteredOffsets(stores.lawPosition()));
        this.fence = new FailureFence(parts.failures(), transfers);
        codecs.retryPolicy().tell(fence);
        this.meters = parts.meters();
        this.gate = new RulesetBarrier(parts.law(), parts.stop(), parts.patience(), meters.waits());
        ViolationStore store = new ViolationStore(stores.violations(), stores.revisions(), parts.limits());
        this.rescreenState =
                new RescreenState(stores.lawPosition(), parts.law().current().topicId(), parts.rulesVersion());
        AlertPublisher publisher =
                new AlertPublisher(parts.applicationId(), parts.clock(), meters, outputSink, parts.limits());
        this.arrivals = new Arrivals(codecs, store, publisher, parts.clock(), meters);
        this.pass = new RescreenPass(
                transfers,
                parts.pastTransferLog().open(partition),
                parts.clock(),
                rescreenState,
                store,
                arrivals,
                fence,
                deadLetters);
        this.memory = new ViolationMemory(store, parts.violationMemory());
    }

    /**
     * Screens one transfer.
     *
     * @param time timestamp of the output records, in ms since the epoch
     * @param mayNeedHeaders whether the record's headers may name its schema
     */
    void screen(ConsumerRecord<byte[], byte[]> consumed, long time, boolean mayNeedHeaders) {
        CompiledRuleset law = gate.await(rescreenState);
        rescreenState.adopt(law.position());
        rescreenState.startIfDue(consumed.offset());
        nextOffset = OptionalLong.of(consumed.offset() + 1);
        meters.samplePartition(consumed);
        if (!isClear(consumed, mayNeedHeaders, law)) {
            screenClosely(
                    new Record<>(consumed.key(), consumed.value(), time, consumed.headers()),
                    RecordLocation.of(consumed),
                    law);
        }
    }

    /**
     * Returns false if the record makes the fast path fail: the full decode path then screens it and counts its
     * failures.
     */
    private boolean isClear(ConsumerRecord<byte[], byte[]> consumed, boolean mayNeedHeaders, CompiledRuleset law) {
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

    private void screenClosely(Record<byte[], byte[]> record, RecordLocation origin, CompiledRuleset law) {
        fence.screen(origin, record.key(), true, () -> defect(record, origin, law), arrivals::isHalfDone)
                .ifPresent(defect -> deadLetters.publish(record, origin, defect));
    }

    private Optional<StructuralDefect> defect(
            Record<byte[], byte[]> record, RecordLocation origin, CompiledRuleset law) {
        DecodeResult<Transfer> read = arrivals.read(record);
        return read.problem()
                .or(() ->
                        arrivals.screen(record, origin, read.orElseThrow(), law).defect());
    }

    /** The time spent screening transfers so far, in ns, excluding waits. */
    long busyNanos() {
        return fence.busyNanos();
    }

    /**
     * Takes one step of the rescreening pass if a pass is open or due. Returns quickly and never waits.
     *
     * @return whether the step did any work
     */
    boolean lookBack() {
        CompiledRuleset law = parts.law().current();
        if (!gate.isOpen(law, rescreenState)) {
            return false;
        }
        rescreenState.adopt(law.position());
        if (rescreenState.isPassDue()) {
            if (nextOffset.isEmpty()) {
                nextOffset = pass.resumesAt();
            }
            nextOffset.ifPresent(rescreenState::startIfDue);
        }
        return pass.step(law);
    }

    /** Deletes a bounded number of violations that were withdrawn long ago. */
    void forget() {
        memory.step(parts.clock().getAsLong());
    }

    /** The rescreening progress of this task. */
    RescreenProgress progress() {
        return rescreenState.progress();
    }

    @Override
    public void close() {
        pass.close();
    }
}
