package io.tradewatch.server;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferDecoder;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.RecordBytes;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import io.tradewatch.screening.PartitionByTransfer;
import io.tradewatch.server.api.Newest;
import io.tradewatch.server.api.TransferLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Searches the log for one transfer, because past transfers are stored nowhere else. It reads the one partition that the id
 * belongs to, backwards from the end, because most queries are about recent transfers.
 *
 * <p><b>Threading notes.</b> Any thread may search. Each search has its own consumer, which belongs to no group.
 */
final class TransferTraceReader implements TransferLog {
    /**
     * Number of offsets between two checks of the deadline. A step costs one seek, which is negligible for this number of
     * records.
     */
    private static final long STEP = 20_000;

    /** Maximum number of records of one transfer that are held in memory. */
    private static final int MOST = 100;

    /** Maximum size of these records in bytes. The newest record alone may exceed it. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    /** Maximum number of records of other transfers in memory, each of at most the topic's maximum record size. */
    private static final int RECORDS_AT_ONCE = 20;

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
     * @param patience maximum duration of a search
     */
    TransferTraceReader(Map<String, Object> kafka, String topic, RegistrySchemas schemas, Duration patience) {
        this.properties = BoundedConsumer.propertiesWithoutGroup(kafka);
        // Old records may be deleted during a search; the others are searched.
        this.properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
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
        try (KafkaConsumer<byte[], byte[]> consumer = new BoundedConsumer(properties)) {
            TopicPartition partition = partition(consumer, key, asked);
            long begin = beginning(consumer, partition);
            long to = Math.min(before, end(consumer, partition));
            long from = Math.max(begin, to);
            Newest<Long, ConsumerRecord<byte[], byte[]>> found = newest();
            boolean isAnyDropped = false;
            boolean isUp = false;
            while (from > begin && !isAnyDropped && !isUp) {
                long step = Math.max(begin, from - STEP);
                Optional<Read> read = read(consumer, partition, new OffsetRange(step, from), key, deadline);
                if (read.isPresent()) {
                    Newest<Long, ConsumerRecord<byte[], byte[]>> older =
                            read.get().records();
                    isAnyDropped = read.get().isAnyDropped();
                    for (ConsumerRecord<byte[], byte[]> newer : found.values()) {
                        isAnyDropped |= !older.put(newer.offset(), newer).isEmpty();
                    }
                    found = older;
                    from = isAnyDropped ? found.values().get(0).offset() : step;
                }
                isUp = read.isEmpty();
            }
            return new Search(
                    topic, partition.partition(), from, Math.max(from, to), from <= begin, decode(found.values()));
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

    private static Newest<Long, ConsumerRecord<byte[], byte[]>> newest() {
        return new Newest<>(MOST, MOST_BYTES, RecordBytes::of);
    }

    /**
     * The records read between two offsets.
     *
     * @param records the last ones of a key, by their offsets
     * @param isAnyDropped whether there are more
     */
    private record Read(Newest<Long, ConsumerRecord<byte[], byte[]>> records, boolean isAnyDropped) {}

    /** The last records of a key between two offsets; empty when the deadline passes before all of them are read. */
    private static Optional<Read> read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            OffsetRange range,
            byte[] key,
            long deadline) {
        Newest<Long, ConsumerRecord<byte[], byte[]>> found = newest();
        AtomicBoolean isAnyDropped = new AtomicBoolean();
        Limit limit = Limit.total(Duration.ofNanos(deadline - System.nanoTime()));
        Ending ending = new TopicScanner(consumer, Map.of(partition, range)).scan(limit, (of, records, position) -> {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (Arrays.equals(record.key(), key)
                        && !found.put(record.offset(), record).isEmpty()) {
                    isAnyDropped.set(true);
                }
            }
        });
        return ending == Ending.TIMED_OUT ? Optional.empty() : Optional.of(new Read(found, isAnyDropped.get()));
    }

    private List<Logged> decode(List<ConsumerRecord<byte[], byte[]>> found) throws IOException {
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

    private static DecodeResult<Transfer> decode(ConsumerRecord<byte[], byte[]> record, TransferDecoder decoder)
            throws IOException {
        try {
            return TransferMapping.underKey(
                    record.key(), decoder.decodeWhole(record.value(), record.headers()), Transfer::getTransferId);
        } catch (RegistryUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
