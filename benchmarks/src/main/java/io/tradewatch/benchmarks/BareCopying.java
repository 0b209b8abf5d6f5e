package io.tradewatch.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What no application of Kafka Streams can pass: a consumer and a producer in a loop, which read transfers as bytes and
 * write as many of them unread as {@link CopyingInstance} does, with its transactions, commit interval, linger, records a
 * poll and fetch sizes.
 *
 * <p><b>Threading notes.</b> One thread of its own does everything; any thread may ask how much it has read.
 */
final class BareCopying implements AutoCloseable {
    /** What Kafka Streams sets, unlike the consumer's own default. */
    private static final int MAX_POLL_RECORDS = 1_000;

    /** What Kafka Streams sets under exactly-once. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private final Map<String, Object> kafka;
    private final String id;
    private final String from;
    private final String to;
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    private final Thread thread;
    private volatile long read;
    private volatile boolean isClosed;

    private BareCopying(Map<String, Object> kafka, String id, String from, String to) {
        this.kafka = kafka;
        this.id = id;
        this.from = from;
        this.to = to;
        this.thread = new Thread(this::run, id);
    }

    /** Starts to copy from the beginning of a topic; the thread that works has the id as its name. */
    static BareCopying start(Map<String, Object> kafka, String id, String from, String to) {
        BareCopying copying = new BareCopying(kafka, id, from, to);
        copying.thread.start();
        return copying;
    }

    /** How many transfers it has got so far. */
    long read() {
        return read;
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            consumer.subscribe(List.of(from));
            long committed = System.nanoTime();
            while (!isClosed) {
                copy(consumer.poll(Settings.COMMIT_INTERVAL), producer);
                if (System.nanoTime() - committed >= Settings.COMMIT_INTERVAL.toNanos()) {
                    commit(consumer, producer);
                    committed = System.nanoTime();
                }
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
    private void copy(ConsumerRecords<byte[], byte[]> records, KafkaProducer<byte[], byte[]> producer) {
        if (positions.isEmpty() && !records.nextOffsets().isEmpty()) {
            // Not before: closing a producer with an empty transaction takes it ten seconds.
            producer.beginTransaction();
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() % CopyingInstance.ONE_IN == 0) {
                Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(to, record.key(), record.value()));
            }
        }
        positions.putAll(records.nextOffsets());
        read += records.count();
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        if (!positions.isEmpty()) {
            producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
            producer.commitTransaction();
            positions.clear();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, id);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, Settings.LINGER_MS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        isClosed = true;
        Workshop.awaitEnd(thread);
    }
}
