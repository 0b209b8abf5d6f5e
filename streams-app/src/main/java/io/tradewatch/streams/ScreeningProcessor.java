package io.tradewatch.streams;

import io.tradewatch.rescreen.RescreenState;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.FailureFence;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.state.RescreenProgress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Connects a {@link ScreeningTask} to the stores, records, sinks and clock of Kafka Streams. */
final class ScreeningProcessor implements Processor<byte[], byte[], byte[], Object> {
    /** The interval at which a task checks for a changed ruleset and continues its pass. */
    private static final Duration STEP = Duration.ofMillis(50);

    /**
     * The longest time that a task spends on a pass before it processes new transfers again. Most slices contain no
     * candidate and take microseconds. With one slice per step, the reader would be idle nearly all of the time.
     */
    private static final long LONGEST_STEP_NANOS = Duration.ofMillis(5).toNanos();

    /** The interval at which a task deletes expired state. */
    private static final Duration FORGETTING = Duration.ofMinutes(1);

    private final ScreeningParts parts;
    private final RecordTime time;
    private @Nullable ProcessorContext<byte[], Object> context;
    private @Nullable ScreeningTask task;
    private @Nullable RescreenProgress shown;
    private int partition;
    private TopicPartition source;

    ScreeningProcessor(ScreeningParts parts) {
        this.parts = parts;
        this.time = new RecordTime(parts.clock());
        this.source = new TopicPartition(parts.topics().transfers(), partition);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.partition = context.taskId().partition();
        this.source = new TopicPartition(parts.topics().transfers(), partition);
        ScreeningTask.Stores stores = new ScreeningTask.Stores(
                context.getStateStore(ViolationStore.VIOLATIONS),
                context.getStateStore(ViolationStore.REVISIONS),
                context.getStateStore(RescreenState.STORE));
        ScreeningTask created = new ScreeningTask(parts, partition, stores, parts.codecs(), new Sinks(context));
        task = created;
        context.schedule(STEP, PunctuationType.WALL_CLOCK_TIME, now -> {
            lookBack(created);
            showProgress(created);
        });
        context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, now -> created.forget());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ScreeningTask current = Objects.requireNonNull(task, "not initialised");
        TransferBatch batch = TransferBatch.in(record.headers());
        List<ConsumerRecord<byte[], byte[]>> transfers =
                batch == null ? List.of(asConsumed(record)) : batch.transfers();
        if (transfers.isEmpty()) {
            return;
        }
        parts.clock().seen(record.timestamp());
        long busyBefore = current.busyNanos();
        for (ConsumerRecord<byte[], byte[]> transfer : transfers) {
            current.screen(
                    transfer,
                    batch == null ? record.timestamp() : time.of(transfer, record.timestamp()),
                    batch == null || batch.needsHeaders());
        }
        commitSlowOnes(transfers.get(transfers.size() - 1).offset(), current.busyNanos() - busyBefore);
    }

    private void commitSlowOnes(long last, long busyNanos) {
        RecordFailures failures = parts.failures();
        if (busyNanos >= FailureFence.SLOW.toNanos()) {
            failures.slow(source, last);
        }
        if (failures.isSlow(source, last)) {
            Objects.requireNonNull(context, "not initialised").commit();
        } else {
            failures.passed(source, last);
        }
    }

    /** Converts a transfer that is not in a batch. This happens on Kafka's test driver only, which has no consumer. */
    private ConsumerRecord<byte[], byte[]> asConsumed(Record<byte[], byte[]> record) {
        RecordMetadata metadata = Objects.requireNonNull(context, "not initialised")
                .recordMetadata()
                .orElseThrow();
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /** Requests no commit: the regular commit includes this work, and additional commits would delay new transfers. */
    private static void lookBack(ScreeningTask task) {
        long started = System.nanoTime();
        boolean isMoreToDo = true;
        while (isMoreToDo && System.nanoTime() - started < LONGEST_STEP_NANOS) {
            isMoreToDo = task.lookBack();
        }
    }

    private void showProgress(ScreeningTask current) {
        RescreenProgress progress = current.progress();
        if (!progress.equals(shown)) {
            parts.board().show(partition, progress);
            shown = progress;
        }
    }

    @Override
    public void close() {
        if (task != null) {
            parts.board().remove(partition);
            task.close();
        }
    }

    /** The topology's sinks. */
    private record Sinks(ProcessorContext<byte[], Object> context) implements OutputSink {
        @Override
        public void alert(Record<byte[], Alert> alert) {
            context.forward(alert, ScreeningTopology.VIOLATIONS_SINK);
        }

        @Override
        public void deadLetter(Record<byte[], byte[]> letter) {
            context.forward(letter, ScreeningTopology.DEAD_LETTERS_SINK);
        }
    }
}
