package io.tradewatch.topology;

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
 * Hands consecutive transfers of a partition to Kafka Streams as one record.
 *
 * <p>What Kafka Streams does for each record (queues, timestamps, contexts, meters, a look at what is due) takes longer than
 * it takes to tell that a transfer is clean. Done once for a batch of transfers, it hardly counts. Nothing else changes: a batch
 * is screened transfer by transfer, and its offset is committed when all of it is done. A transfer that is
 * {@linkplain RecordFailures slow} comes by itself, as it is committed by itself.
 *
 * <p>Kafka Streams bounds the queue of a partition by the number of records in it. A transfer of more than {@value #MOST_BYTES}
 * bytes takes as many places there as batches of that size would: {@linkplain TransferBatch#place empty batches} come behind it.
 *
 * <p>Threading notes: used by the thread that polls.
 */
public final class TransferBatchInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /**
     * The most transfers in a batch. Commits, punctuators and other partitions wait for the end of a batch: some 6 ms if each
     * of a hundred transfers breaks a measure, some 0.04 ms if none does.
     */
    static final int LONGEST = 100;

    /**
     * How many bytes the transfers of a batch have at most, keys and headers included, unless it is a single transfer: large ones
     * may break the law often.
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
            int to = endOfRun(transfers, from);
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

    private int endOfRun(List<ConsumerRecord<byte[], byte[]>> transfers, int from) {
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
        // commits are Kafka Streams' own
    }

    @Override
    public void configure(Map<String, ?> properties) {
        failures = (RecordFailures) properties.get(RecordFailures.PROPERTY);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
