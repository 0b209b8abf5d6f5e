package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.OffsetRange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The open violations of a topic up to the planned end, of transfers within the range, in the order of output. They are
 * collected on disk.
 *
 * <p>Threading notes: for one thread.
 */
final class PublishedViolations implements AutoCloseable {
    private static final int CHANGES_AT_A_TIME = 2_000;
    private static final int ANY_PARTITION = -1;

    private final ReplayCluster cluster;
    private final ReplayPlan plan;
    private final ViolationDecoder decoder;
    private final Batch batch;
    private final KeyValueRows published;
    private final KeyValueRows compared;
    private long unreadable;

    PublishedViolations(ReplayCluster cluster, ReplayPlan plan, RunState state) {
        this.cluster = cluster;
        this.plan = plan;
        this.decoder = new ViolationDecoder(cluster.schemas());
        this.batch = state.batch();
        this.published = state.rows(ANY_PARTITION, KeyPrefix.PUBLISHED, batch);
        this.compared = state.rows(ANY_PARTITION, KeyPrefix.COMPARED, batch);
    }

    /** Reads the topic from its beginning. A repeated call after a crash has the same result. */
    void read(String topic, BooleanSupplier isToStop) throws RegistryUnavailableException {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            SortedMap<Integer, OffsetRange> bounds = new TreeMap<>();
            consumer.beginningOffsets(plan.violationsEnds().keySet().stream()
                            .map(partition -> new TopicPartition(topic, partition))
                            .toList())
                    .forEach((partition, begin) -> bounds.put(
                            partition.partition(),
                            new OffsetRange(begin, plan.violationsEnds().getOrDefault(partition.partition(), begin))));
            BoundedReading.read(
                    topic, consumer, bounds, (partition, records, position) -> records.forEach(this::take), isToStop);
        }
        batch.keep();
        sort();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            unreadable++;
        } else {
            published.put(record.key(), record.value());
            keepSometimes();
        }
    }

    private void sort() throws RegistryUnavailableException {
        byte[] after = {};
        for (int found = CHANGES_AT_A_TIME; found == CHANGES_AT_A_TIME; ) {
            found = 0;
            // An iterator becomes invalid when its batch is written.
            try (KeyValueIterator<byte[], byte[]> rows = published.from(after)) {
                while (rows.hasNext() && found < CHANGES_AT_A_TIME) {
                    KeyValue<byte[], byte[]> row = rows.next();
                    DecodeResult<Violation> outcome = decoder.decode(row.value);
                    if (outcome instanceof DecodeResult.Decoded<Violation> decoded) {
                        putIfCompared(decoded.value(), row.value);
                    } else {
                        unreadable++;
                    }
                    after = Arrays.copyOf(row.key, row.key.length + 1);
                    found++;
                }
            }
            batch.keep();
        }
    }

    private void putIfCompared(Violation violation, byte[] value) {
        if (violation.getStatus() != ViolationStatus.WITHDRAWN && plan.range().contains(violation.getOccurredAt())) {
            compared.put(SortKey.of(violation), value);
        }
    }

    private void keepSometimes() {
        if (batch.size() >= CHANGES_AT_A_TIME) {
            batch.keep();
        }
    }

    /** Number of records that cannot be read as violations. */
    long unreadable() {
        return unreadable;
    }

    /** The open violations; the caller closes them. */
    Open open() {
        return new Open(compared.all(), decoder);
    }

    @Override
    public void close() {
        batch.close();
    }

    /** Iterates over open violations. */
    static final class Open implements Iterator<Violation>, AutoCloseable {
        private final KeyValueIterator<byte[], byte[]> rows;
        private final ViolationDecoder decoder;

        private Open(KeyValueIterator<byte[], byte[]> rows, ViolationDecoder decoder) {
            this.rows = rows;
            this.decoder = decoder;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Violation next() {
            try {
                return decoder.decode(rows.next().value).orElseThrow();
            } catch (RegistryUnavailableException e) {
                throw new IllegalStateException("the schema of a record that was read before is forgotten", e);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** Row keys in the order of output: their bytes compare in the same way as transferId, itemNumber and measureId. */
    private static final class SortKey {
        private static final int END = 0;
        private static final int ZERO_WITHIN = 0xFF;

        private SortKey() {}

        static byte[] of(Violation violation) {
            ByteArrayOutputStream key = new ByteArrayOutputStream();
            write(violation.getTransferId(), key);
            // The inverted sign bit sorts negative numbers before the others.
            key.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(violation.getItemNumber() ^ Integer.MIN_VALUE)
                    .array());
            write(violation.getMeasureId(), key);
            return key.toByteArray();
        }

        /** Writes a text so that it sorts before every longer text that starts with it. */
        private static void write(String text, ByteArrayOutputStream key) {
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                key.write(b);
                if (b == 0) {
                    key.write(ZERO_WITHIN);
                }
            }
            key.write(END);
            key.write(END);
        }
    }
}
