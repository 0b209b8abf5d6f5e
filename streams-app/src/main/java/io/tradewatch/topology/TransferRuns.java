package io.tradewatch.topology;

import java.util.ArrayList;
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
 * it takes to tell that a transfer is clean. Done once for a run of transfers, it hardly counts. Nothing else changes: a run
 * is screened transfer by transfer, and its offset is committed when all of it is done. A transfer that is
 * {@linkplain RecordFailures slow} comes by itself, as it is committed by itself.
 *
 * <p>Threading notes: used by the thread that polls.
 */
public final class TransferRuns implements ConsumerInterceptor<byte[], byte[]> {
    /**
     * How many transfers a run has at most. Commits, punctuators and other partitions wait for its end: 10 ms if each breaks
     * the law, hardly any time otherwise.
     */
    static final int LONGEST = 100;

    /** How many bytes the values of a run have at most, unless it is a single transfer: large ones may break the law often. */
    static final int MOST_BYTES = 64 * 1024;

    private @Nullable RecordFailures failures;

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> runs = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            runs.put(partition, runs(polled.records(partition)));
        }
        return new ConsumerRecords<>(runs, polled.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> runs(List<ConsumerRecord<byte[], byte[]>> transfers) {
        List<ConsumerRecord<byte[], byte[]>> runs = new ArrayList<>();
        int from = 0;
        while (from < transfers.size()) {
            int to = endOfRun(transfers, from);
            runs.add(TransferRun.of(transfers.subList(from, to)));
            from = to;
        }
        return runs;
    }

    private int endOfRun(List<ConsumerRecord<byte[], byte[]>> transfers, int from) {
        if (isSlow(transfers.get(from))) {
            return from + 1;
        }
        int longest = Math.min(from + LONGEST, transfers.size());
        int to = from + 1;
        long bytes = transfers.get(from).serializedValueSize();
        while (to < longest && bytes + transfers.get(to).serializedValueSize() <= MOST_BYTES) {
            bytes += transfers.get(to).serializedValueSize();
            to++;
        }
        return to;
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
