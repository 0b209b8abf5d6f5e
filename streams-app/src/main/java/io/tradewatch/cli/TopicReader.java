package io.tradewatch.cli;

import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole topic: committed records only, no consumer group, no committed offsets.
 *
 * <p>Threading notes: for one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a killed application leaves a transaction open. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Maximum number of records in memory, each of at most its topic's maximum record size. */
    private static final int RECORDS_AT_ONCE = 100;

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Receives the records. */
    @FunctionalInterface
    public interface Step {
        /** Takes a record; returns whether to continue. */
        boolean take(ConsumerRecord<byte[], byte[]> record);
    }

    /** @throws CliException when there is no such topic */
    public TopicReader(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        Map<String, Object> properties = BoundedConsumer.propertiesWithoutGroup(kafka);
        // Old records may be deleted meanwhile; the others are read.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        this.consumer = new BoundedConsumer(properties);
        List<TopicPartition> partitions;
        try {
            partitions = partitions();
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
        if (partitions.isEmpty()) {
            consumer.close();
            throw new CliException(
                    "there is no topic " + topic,
                    "Create it with 'tradewatch topics create', or check --topic-prefix.");
        }
        consumer.assign(partitions);
    }

    private List<TopicPartition> partitions() {
        // A list of all topics would omit a topic without access rights, as if it did not exist.
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Starts at the oldest records. */
    public void fromBeginning() {
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Starts at the current end. */
    public void fromNow() {
        // Positions are resolved now, so that records that arrive during the first poll are not lost.
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** Starts at the records of a time. */
    public void from(Instant time) {
        Map<TopicPartition, Long> times = consumer.assignment().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> seek(partition, found));
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp found) {
        if (found == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, found.offset());
        }
    }

    /** Passes on records until the step returns false, or the caller stops it. */
    public void follow(Step step, BooleanSupplier isToStop) {
        while (!isToStop.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!step.take(record)) {
                    return;
                }
            }
        }
    }

    /**
     * Passes on the records up to the current end, until the step returns false.
     *
     * @throws CliException when nothing arrives for a minute
     */
    public void readToEnd(Step step) {
        AtomicBoolean isEnough = new AtomicBoolean();
        scan(consumer.endOffsets(consumer.assignment()), isEnough::get, records -> {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (!step.take(record)) {
                    isEnough.set(true);
                    return;
                }
            }
        });
    }

    /**
     * Passes on the committed records before these ends, in batches. It waits for open transactions, because committed
     * records may be behind them.
     *
     * @throws CliException when a transaction stays open for a minute
     */
    public void readThrough(Map<TopicPartition, Long> ends, Consumer<List<ConsumerRecord<byte[], byte[]>>> batch) {
        scan(ends, () -> false, batch);
    }

    private void scan(
            Map<TopicPartition, Long> ends,
            BooleanSupplier isToStop,
            Consumer<List<ConsumerRecord<byte[], byte[]>>> batch) {
        Ending ending = TopicScanner.onwards(consumer, ends)
                .scan(Limit.withoutProgress(PATIENCE), isToStop, (partition, records, position) -> {
                    if (!records.isEmpty()) {
                        batch.accept(records);
                    }
                });
        if (ending == Ending.TIMED_OUT) {
            throw new CliException(
                    "topic " + topic + " gave nothing for " + PATIENCE.toSeconds() + " s before its end was reached",
                    "A transaction is open there: kafka-transactions.sh list shows whose. Or the broker that leads"
                            + " the topic is gone. Try again then.");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
