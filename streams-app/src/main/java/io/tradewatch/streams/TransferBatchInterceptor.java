package io.tradewatch.streams;

import io.tradewatch.kafka.RecordBytes;
import io.tradewatch.screening.RecordFailures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Combines consecutive transfers of a partition into one record for Kafka Streams.
 *
 * <p>The per-record work of Kafka Streams (queues, timestamps, contexts, meters, checks for due punctuators) takes
 * longer than the screening of a clean transfer. Once per batch, its cost is negligible. Nothing else changes: a batch
 * is screened transfer by transfer, and its offset is committed when the whole batch is done. A {@linkplain
 * RecordFailures slow} transfer gets a batch of its own, because it is committed separately.
 *
 * <p>Kafka Streams bounds the queue of a partition by the number of records in it. A transfer of more than
 * {@value #MOST_BYTES} bytes occupies as many queue positions as batches of that size would: {@linkplain
 * TransferBatch#place empty batches} follow it.
 *
 * <p>Threading notes: used by the thread that polls.
 */
public final class TransferBatchInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /**
     * The maximum number of transfers in a batch. Commits, punctuators and other partitions wait for the end of a
     * batch: about 6 ms if each of a hundred transfers breaks a measure, about 0.04 ms if none does.
     */
    static final int LONGEST = 100;

    /**
     * The maximum size of a batch in bytes, including keys and headers. A larger transfer gets a batch of its own. The
     * limit exists because large transfers may have many violations.
     */
    static final int MOST_BYTES = 64 * 1024;

    private @Nullable RecordFailures failures;

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            batches.put(partition, batches(polled.records(partition)));
        }
        return new ConsumerRecords<>(batches, polled.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> batches(List<ConsumerRecord<byte[], byte[]>> transfers) {
        List<ConsumerRecord<byte[], byte[]>> batches = new ArrayList<>();
        int from = 0;
        while (from < transfers.size()) {
            int to = endOfBatch(transfers, from);
            List<ConsumerRecord<byte[], byte[]>> batch = transfers.subList(from, to);
            batches.add(TransferBatch.of(batch));
            if (batch.size() == 1) {
                ConsumerRecord<byte[], byte[]> single = batch.get(0);
                batches.addAll(Collections.nCopies((int) (bytes(single) / MOST_BYTES), TransferBatch.place(single)));
            }
            from = to;
        }
        return batches;
    }

    private int endOfBatch(List<ConsumerRecord<byte[], byte[]>> transfers, int from) {
        if (isSlow(transfers.get(from))) {
            return from + 1;
        }
        int longest = Math.min(from + LONGEST, transfers.size());
        int to = from + 1;
        long bytes = bytes(transfers.get(from));
        while (to < longest) {
            bytes += bytes(transfers.get(to));
            if (bytes > MOST_BYTES) {
                return to;
            }
            to++;
        }
        return to;
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> transfer) {
        return Math.max(0, transfer.serializedKeySize())
                + Math.max(0, transfer.serializedValueSize())
                + RecordBytes.of(transfer.headers());
    }

    private boolean isSlow(ConsumerRecord<byte[], byte[]> transfer) {
        return failures != null
                && failures.isSlow(new TopicPartition(transfer.topic(), transfer.partition()), transfer.offset());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Kafka Streams handles commits
    }

    @Override
    public void configure(Map<String, ?> properties) {
        failures = (RecordFailures) properties.get(RecordFailures.PROPERTY);
    }

    @Override
    public void close() {
        // no resources to release
    }
}
