package io.tradewatch.streams;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.PartitionByTransfer;
import io.tradewatch.state.RescreenProgress;
import io.tradewatch.streams.promises.ObservedAlert;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import io.tradewatch.streams.promises.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The one task, with what Kafka does for it: stores, output and offset are committed together, or not at all. Used by
 * one thread.
 */
final class ModelTask {
    private static final int PARTITIONS_OF_VIOLATIONS = 3;

    private final ModelWorker worker;
    private final ModelTransfers transfers;
    private final Promise promises;
    private final Mistake mistake;
    private final LongSupplier clock;
    private final MistakenStores stores;
    private final Output output = new Output();
    private final LawOfRecord lawOfRecord = new LawOfRecord();
    private long committed;
    private long position;
    private ModelInstance instance;
    private ScreeningTask task;

    ModelTask(
            ModelWorker worker,
            ModelTransfers transfers,
            ModelInstance first,
            Promise promises,
            LongSupplier clock,
            Mistake mistake) {
        this.worker = worker;
        this.transfers = transfers;
        this.promises = promises;
        this.mistake = mistake;
        this.clock = clock;
        this.stores = new MistakenStores(mistake);
        this.instance = first;
        this.task = open(first);
    }

    private ScreeningTask open(ModelInstance on) {
        on.serve(this::floor);
        stores.taskBegins(on.learntUpTo());
        ScreeningParts parts = worker.parts(on, on.reader(), on.rulesVersion(), clock);
        return new ScreeningTask(parts, ModelTransfers.PARTITION, stores.stores(), worker.codecs(), output);
    }

    /** Goes on elsewhere, or begins again, from what is committed. An older version of the rules refuses the task. */
    void moveTo(ModelInstance other, boolean closeFirst) {
        abort();
        if (closeFirst) {
            task.close();
        }
        RescreenProgress progress = stores.progress();
        boolean isRefused = progress != null && progress.rulesVersion() > other.rulesVersion();
        try {
            task = open(other);
        } catch (IllegalStateException refused) {
            if (!isRefused) {
                throw refused;
            }
            return;
        }
        if (isRefused) {
            throw new AssertionError("version " + other.rulesVersion() + " of the rules took up what a newer one did");
        }
        instance = other;
    }

    /** Screens the next transfer, if there is one and the law is there. */
    void process() {
        if (position == transfers.end()) {
            return;
        }
        try {
            task.screen(transfers.consumed(position), position, true);
        } catch (UnavailableException e) {
            moveTo(instance, true);
            return;
        }
        lawOfRecord.screenedWith(instance.positionLastRead());
        position++;
        afterStep();
    }

    void lookBack() {
        int before = output.pending.size();
        task.lookBack();
        if (output.pending.size() > before) {
            lawOfRecord.screenedWith(instance.positionLastRead());
        }
        afterStep();
    }

    private void afterStep() {
        if (stores.mustBeginAgain()) {
            commit();
            moveTo(instance, true);
        }
    }

    void commit() {
        stores.commit();
        output.publish();
        lawOfRecord.commit();
        committed = position;
        promises.progressObserved(ModelTransfers.PARTITION, committed);
    }

    private void abort() {
        stores.abort();
        if (mistake == Mistake.ALERTS_OUTLIVE_AN_ABORT) {
            output.publish();
        }
        output.pending.clear();
        lawOfRecord.abort();
        position = committed;
    }

    /** The topic of measures ends there, and its positions above say nothing any more. */
    void lawEndsAt(long end) {
        lawOfRecord.endsAt(end);
    }

    ModelInstance instance() {
        return instance;
    }

    /** The floor that is stored, of whatever topic. */
    long floor() {
        RescreenProgress progress = stores.progress();
        return progress == null ? 0 : progress.floor();
    }

    long committed() {
        return committed;
    }

    /** Whether everything was screened with all of the law, as far as the task says. */
    boolean isAtRest(long endOfLaw) {
        RescreenProgress progress = stores.progress();
        return position == transfers.end()
                && (mistake == Mistake.POSITION_NOT_SAVED
                        ? task.progress().pass() == null
                        : progress != null && progress.pass() == null && progress.applied() >= endOfLaw);
    }

    @Override
    public String toString() {
        return "at transfer " + position + " of " + transfers.end() + ", committed " + committed + ", "
                + stores.progress() + ", on an instance with the law up to " + instance.learntUpTo() + " and version "
                + instance.rulesVersion() + " of the rules";
    }

    /** Collects what the task forwards until it is committed. */
    private final class Output implements OutputSink {
        private final List<Runnable> pending = new ArrayList<>();
        private final PartitionByTransfer partitioner = new PartitionByTransfer();

        @Override
        public void alert(Record<byte[], Alert> alert) {
            requireJudgeable(alert.value().value());
            pending.add(() -> {
                int partition = partition(alert);
                byte[] value = alert.value().value();
                promises.alertObserved(new ObservedAlert(
                        partition,
                        alert.key(),
                        value,
                        alert.headers(),
                        worker.codecs().violations().decode(value)));
            });
        }

        /** Nothing is told of an unusable measure, or withdrawn that may be its doing, unless the transfer is cancelled. */
        private void requireJudgeable(byte[] value) {
            Set<String> unusable = instance.unusable();
            if (unusable.isEmpty()) {
                return;
            }
            Violation violation = worker.codecs().violations().decode(value);
            boolean mayBeItsDoing = unusable.contains(violation.getMeasureId())
                    || (violation.getMeasureId().equals(Violations.UNSCREENABLE)
                            && violation.getStatus() == ViolationStatus.WITHDRAWN);
            if (mayBeItsDoing && violation.getStatusReason() != StatusReason.TRANSFER_CANCELLED) {
                throw new AssertionError(violation.getStatus() + " by " + violation.getMeasureId() + ", while "
                        + unusable + " cannot be used");
            }
        }

        private int partition(Record<byte[], Alert> alert) {
            return mistake == Mistake.PARTITIONED_BY_KEY
                    ? Math.floorMod(Arrays.hashCode(alert.key()), PARTITIONS_OF_VIOLATIONS)
                    : partitioner
                            .partitions(
                                    ModelWorker.TOPICS.violations(),
                                    alert.key(),
                                    alert.value(),
                                    PARTITIONS_OF_VIOLATIONS)
                            .orElseThrow()
                            .iterator()
                            .next();
        }

        @Override
        public void deadLetter(Record<byte[], byte[]> letter) {
            pending.add(() -> promises.deadLetterObserved(
                    new ObservedDeadLetter(letter.key(), letter.value(), letter.headers())));
        }

        void publish() {
            pending.forEach(Runnable::run);
            pending.clear();
        }
    }

    /** Holds the task to it that nothing is screened with an older law than what was screened before. */
    private static final class LawOfRecord {
        private long committed;
        private long pending;

        void screenedWith(long positionOfLaw) {
            if (positionOfLaw < pending) {
                throw new AssertionError("screened with the law at " + positionOfLaw + " after that at " + pending);
            }
            pending = positionOfLaw;
        }

        void commit() {
            committed = pending;
        }

        void abort() {
            pending = committed;
        }

        void endsAt(long end) {
            committed = Math.min(committed, end);
            pending = Math.min(pending, end);
        }
    }
}
