package io.tradewatch.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole topic as a bystander: committed records only, no consumer group, nothing committed.
 *
 * <p>Threading notes: for one thread.
 */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;

    /** What is done with a record. */
    @FunctionalInterface
    interface Step {
        /** Takes a record; returns whether to go on. */
        boolean take(ConsumerRecord<byte[], byte[]> record);
    }

    /** @throws CliException when there is no such topic */
    TopicReader(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new CliException(
                    "there is no topic " + topic,
                    "Create it with 'tradewatch topics create', or check --topic-prefix.");
        }
        consumer.assign(partitions);
    }

    private List<TopicPartition> partitions() {
        Collection<PartitionInfo> infos = consumer.listTopics().getOrDefault(topic, List.of());
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Begins with the oldest records. */
    void fromBeginning() {
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Begins with what comes from now on. */
    void fromNow() {
        // The positions are asked for at once: what comes in while the first poll is under way is not lost.
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** Begins with the records of a time. */
    void from(Instant time) {
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

    /** Hands over records until the step has enough, or until it is to stop. */
    void follow(Step step, BooleanSupplier isToStop) {
        while (!isToStop.getAsBoolean()) {
            if (!handOver(consumer.poll(POLL), step)) {
                return;
            }
        }
    }

    /** Hands over the records that are there now, until the step has enough. */
    void readToEnd(Step step) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!isPast(ends)) {
            if (!handOver(consumer.poll(POLL), record -> record.offset() >= end(ends, record) || step.take(record))) {
                return;
            }
        }
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
        return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), Long.MAX_VALUE);
    }

    private static boolean handOver(ConsumerRecords<byte[], byte[]> records, Step step) {
        Iterator<ConsumerRecord<byte[], byte[]>> iterator = records.iterator();
        while (iterator.hasNext()) {
            if (!step.take(iterator.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
