package io.tradewatch.ops;

import io.tradewatch.avro.Transfer;
import io.tradewatch.ops.api.TransferLog;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.SkippingTransferDecoder;
import io.tradewatch.records.TransferDecoder;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.topology.PartitionByTransfer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for one transfer in the log itself, since past transfers are stored nowhere else: in the one partition that its
 * id belongs to, from the end backwards, as what is asked about is mostly new.
 *
 * <p><b>Threading notes.</b> Any thread asks; each search has a consumer of its own, which belongs to no group.
 */
final class TransferLogReader implements TransferLog {
    /** Offsets between two looks at the clock. A step costs one seek, which is nothing beside so many records. */
    private static final long STEP = 20_000;

    /** Records of one transfer that are looked at, in memory, at most. */
    private static final int MOST = 100;

    /** What these records may take; the newest is looked at whatever it takes. */
    private static final long MOST_BYTES = 4 << 20;

    /** Records of any transfer that are in memory at once: each may be as large as the topic takes. */
    private static final int POLLED = 50;

    private final Map<String, Object> properties;
    private final String topic;
    private final RegistrySchemas schemas;
    private final Duration patience;

    /**
     * A reader of a topic.
     *
     * @param kafka properties of a client
     * @param topic the topic of transfers
     * @param schemas the registry; stays open
     * @param patience how long a search may take
     */
    TransferLogReader(Map<String, Object> kafka, String topic, RegistrySchemas schemas, Duration patience) {
        this.properties = new HashMap<>(kafka);
        this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED);
        this.properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        this.properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        this.topic = topic;
        this.schemas = schemas;
        this.patience = patience;
    }

    @Override
    public Search find(String transferId, OptionalInt asked, long before) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] key = transferId.getBytes(StandardCharsets.UTF_8);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = partition(consumer, key, asked);
            consumer.assign(Set.of(partition));
            long begin = beginning(consumer, partition);
            long to = Math.min(before, end(consumer, partition));
            long from = Math.max(begin, to);
            Newest found = new Newest();
            boolean isUp = false;
            while (from > begin && !found.isFull && !isUp) {
                long step = Math.max(begin, from - STEP);
                Optional<Newest> read = read(consumer, partition, step, from, key, deadline);
                if (read.isPresent()) {
                    found.addBefore(read.get());
                    from = found.isFull ? found.records.getFirst().offset() : step;
                }
                isUp = read.isEmpty();
            }
            return new Search(
                    topic, partition.partition(), from, Math.max(from, to), from <= begin, decode(found.records));
        } catch (KafkaException e) {
            throw new IOException("topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private TopicPartition partition(KafkaConsumer<byte[], byte[]> consumer, byte[] key, OptionalInt asked) {
        int count = consumer.partitionsFor(topic).size();
        int number = asked.orElseGet(() -> PartitionByTransfer.of(key, count));
        if (number >= count) {
            throw new IllegalArgumentException(
                    "is " + number + ", and topic " + topic + " has the partitions 0 to " + (count - 1));
        }
        return new TopicPartition(topic, number);
    }

    private static long beginning(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }

    private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }

    /** The last records that were found, in the order of their offsets, as many as are looked at. */
    private static final class Newest {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private long bytes;

        /** Whether older ones were found, too, and left out. */
        private boolean isFull;

        /** Adds a newer one, and leaves out older ones for it. */
        void add(ConsumerRecord<byte[], byte[]> record) {
            records.addLast(record);
            bytes += size(record);
            while (records.size() > 1 && (records.size() > MOST || bytes > MOST_BYTES)) {
                bytes -= size(records.removeFirst());
                isFull = true;
            }
        }

        /** Adds older ones, as far as there is room. */
        void addBefore(Newest older) {
            Iterator<ConsumerRecord<byte[], byte[]>> newestFirst = older.records.descendingIterator();
            isFull |= older.isFull;
            while (newestFirst.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = newestFirst.next();
                if (!records.isEmpty() && (records.size() >= MOST || bytes + size(record) > MOST_BYTES)) {
                    isFull = true;
                    return;
                }
                records.addFirst(record);
                bytes += size(record);
            }
        }

        private static long size(ConsumerRecord<byte[], byte[]> record) {
            return Math.max(0, record.serializedValueSize());
        }
    }

    /** The last records of a key between two offsets; empty where time is up before all of them are read. */
    private static Optional<Newest> read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            byte[] key,
            long deadline) {
        Newest found = new Newest();
        consumer.seek(partition, from);
        // The position also passes over what holds no record: gaps of compaction, markers of transactions.
        while (consumer.position(partition) < to) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofNanos(left))) {
                if (record.offset() < to && Arrays.equals(record.key(), key)) {
                    found.add(record);
                }
            }
        }
        return Optional.of(found);
    }

    private List<Logged> decode(Deque<ConsumerRecord<byte[], byte[]>> found) throws IOException {
        TransferDecoder decoder = new SkippingTransferDecoder(schemas);
        List<Logged> records = new ArrayList<>(found.size());
        for (ConsumerRecord<byte[], byte[]> record : found) {
            records.add(new Logged(
                    record.offset(),
                    Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                    Optional.ofNullable(record.headers().lastHeader("traceparent"))
                            .map(Header::value)
                            .map(value -> new String(value, StandardCharsets.UTF_8)),
                    decode(record, decoder)));
        }
        return records;
    }

    private static Outcome<Transfer> decode(ConsumerRecord<byte[], byte[]> record, TransferDecoder decoder)
            throws IOException {
        try {
            return TransferMapping.underKey(
                    record.key(), decoder.decodeWhole(record.value(), record.headers()), Transfer::getTransferId);
        } catch (RegistryUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
