package io.tradewatch.ops;

import io.tradewatch.avro.Violation;
import io.tradewatch.ops.api.RecentViolations;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.ViolationDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of violations as any read_committed consumer sees it, for those who look at it through the API. It
 * sees the alerts of all instances, begins a little before the end, and belongs to no group.
 *
 * <p><b>Threading notes.</b> One thread of its own reads; closing wakes it.
 */
final class ViolationsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViolationsReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /** States read back from the end of each partition at start. */
    private static final long READ_BACK = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final ViolationDecoder decoder;
    private final RecentViolations recent;
    /** Partitions of which older records were passed over, and none is read yet. */
    private final Set<TopicPartition> skipping = new HashSet<>();

    /** Where partitions ended at start; empty once they are read so far. */
    private final Map<TopicPartition, Long> endsAtStart = new HashMap<>();

    private boolean isWhole = true;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "violations-reader");

    private ViolationsReader(
            Map<String, Object> kafka, String topic, RegistrySchemas schemas, RecentViolations recent) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
        this.decoder = new ViolationDecoder(schemas);
        this.recent = recent;
    }

    /**
     * Begins to read.
     *
     * @param kafka properties of a client
     * @param schemas the registry; stays open
     */
    static ViolationsReader start(
            Map<String, Object> kafka, String topic, RegistrySchemas schemas, RecentViolations recent) {
        ViolationsReader reader = new ViolationsReader(kafka, topic, schemas, recent);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    private void run() {
        try (consumer) {
            boolean isPlaced = false;
            while (closed.getCount() > 0) {
                try {
                    if (!isPlaced) {
                        place();
                        isPlaced = true;
                    }
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        take(record);
                    }
                    tellWhenAtEnd();
                } catch (WakeupException e) {
                    LOG.debug("the reader of violations stops");
                } catch (KafkaException e) {
                    LOG.warn("the topic of violations cannot be read for the API, trying again: {}", e.getMessage());
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        endsAtStart.putAll(consumer.endOffsets(partitions));
        for (TopicPartition partition : partitions) {
            long from = Math.max(beginnings.get(partition), endsAtStart.get(partition) - READ_BACK);
            if (from > beginnings.get(partition)) {
                skipping.add(partition);
                isWhole = false;
            }
            consumer.seek(partition, from);
        }
    }

    private void tellWhenAtEnd() {
        if (!endsAtStart.isEmpty()
                && endsAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            endsAtStart.clear();
            recent.reachedEnd(isWhole);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        Instant published = Instant.ofEpochMilli(record.timestamp());
        if (skipping.remove(new TopicPartition(record.topic(), record.partition()))) {
            recent.missBefore(published);
        }
        while (record.value() != null && closed.getCount() > 0) {
            try {
                Outcome<Violation> outcome = decoder.decode(record.value(), record.headers());
                if (outcome instanceof Outcome.Decoded<Violation> decoded) {
                    recent.add(decoded.value(), published);
                }
                return;
            } catch (RegistryUnavailableException e) {
                LOG.warn("the API shows no new alerts for now: {}", e.getMessage());
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        closed.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
