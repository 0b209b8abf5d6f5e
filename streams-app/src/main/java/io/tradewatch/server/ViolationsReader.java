package io.tradewatch.server;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import io.tradewatch.server.api.RecentViolations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the violations topic for the API, as any read_committed consumer. It reads the alerts of all instances, begins a
 * little before the end of each partition, and belongs to no group.
 *
 * <p><b>Threading notes.</b> One supervised thread reads. After a failure it continues with a new consumer after the last
 * record that it took. It skips a record that cannot be processed, and does not read it again.
 */
final class ViolationsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViolationsReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /** Number of states read back from the end of each partition at start. */
    private static final long READ_BACK = 2_000;

    /** Maximum number of records in memory besides those that are kept, each of at most the topic's maximum record size. */
    private static final int RECORDS_AT_ONCE = 20;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final ViolationDecoder decoder;
    private final RecentViolations recent;
    /** Partitions with skipped older records, until the first record of the partition is read. */
    private final Set<TopicPartition> skipping = new HashSet<>();

    /** End offsets of the partitions at start; empty once the reader has reached them. */
    private final Map<TopicPartition, Long> endsAtStart = new HashMap<>();

    /** Next offset to read of each partition; empty until the start offsets are known. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** The record being processed; still set after a failure. */
    private @Nullable ConsumerRecord<byte[], byte[]> taking;

    private boolean isWhole = true;
    private final Running thread;

    /** @param consumers make a consumer that reads committed records only; this reader closes it */
    ViolationsReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            ViolationDecoder decoder,
            RecentViolations recent,
            SupervisedThreads threads) {
        this.consumers = consumers;
        this.topic = topic;
        this.decoder = decoder;
        this.recent = recent;
        this.thread = threads.start("violations-reader", Concern.WINDOW, this::run);
    }

    /**
     * Starts to read.
     *
     * @param kafka properties of a client
     * @param schemas the registry; stays open
     * @param threads makes the thread
     */
    static ViolationsReader start(
            Map<String, Object> kafka,
            String topic,
            RegistrySchemas schemas,
            RecentViolations recent,
            SupervisedThreads threads) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        return new ViolationsReader(
                () -> new BoundedConsumer(properties), topic, new ViolationDecoder(schemas), recent, threads);
    }

    private void run(Running self) throws InterruptedException {
        leaveOutWhatFailed();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            boolean isPlaced = false;
            while (!self.isClosing()) {
                try {
                    if (!isPlaced) {
                        place(consumer);
                        isPlaced = true;
                    }
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                        taking = record;
                        take(record, self);
                        taking = null;
                    }
                    tellWhenAtEnd(consumer);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.warn("the topic of violations cannot be read for the API, trying again: {}", e.getMessage());
                    self.pause(PAUSE_AFTER_FAILURE);
                }
            }
        }
    }

    private void leaveOutWhatFailed() {
        ConsumerRecord<byte[], byte[]> failed = taking;
        if (failed != null) {
            LOG.error(
                    "the API leaves out the violation in {}-{} at offset {}, which cannot be taken in",
                    failed.topic(),
                    failed.partition(),
                    failed.offset());
            isWhole = false;
            recent.missBefore(Instant.ofEpochMilli(failed.timestamp()));
            recent.reachedEnd(false);
            taking = null;
        }
    }

    private void place(Consumer<byte[], byte[]> consumer) {
        if (next.isEmpty()) {
            choosePlaces(consumer);
        }
        consumer.assign(List.copyOf(next.keySet()));
        next.forEach(consumer::seek);
    }

    private void choosePlaces(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        endsAtStart.putAll(consumer.endOffsets(partitions));
        for (TopicPartition partition : partitions) {
            long from = Math.max(beginnings.get(partition), endsAtStart.get(partition) - READ_BACK);
            if (from > beginnings.get(partition)) {
                skipping.add(partition);
                isWhole = false;
            }
            next.put(partition, from);
        }
    }

    private void tellWhenAtEnd(Consumer<byte[], byte[]> consumer) {
        if (!endsAtStart.isEmpty()
                && endsAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            endsAtStart.clear();
            recent.reachedEnd(isWhole);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Running self) throws InterruptedException {
        Instant published = Instant.ofEpochMilli(record.timestamp());
        if (skipping.remove(new TopicPartition(record.topic(), record.partition()))) {
            recent.missBefore(published);
        }
        while (record.value() != null && !self.isClosing()) {
            try {
                DecodeResult<Violation> outcome = decoder.decode(record.value(), record.headers());
                if (outcome instanceof DecodeResult.Decoded<Violation> decoded) {
                    recent.add(decoded.value(), published);
                }
                return;
            } catch (RegistryUnavailableException e) {
                LOG.warn("the API shows no new alerts for now: {}", e.getMessage());
                self.pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
