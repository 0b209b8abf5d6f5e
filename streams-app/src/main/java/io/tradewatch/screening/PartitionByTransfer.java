package io.tradewatch.screening;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts all alerts of one transfer into one partition, chosen as Kafka's default partitioner would by transferId. */
public final class PartitionByTransfer implements StreamPartitioner<byte[], Alert> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Alert alert, int numPartitions) {
        return Optional.of(Set.of(of(alert.transferId(), numPartitions)));
    }

    /**
     * The partition of a transfer.
     *
     * @param transferId in UTF-8
     * @param partitions how many there are, 1 or more
     */
    public static int of(byte[] transferId, int partitions) {
        return Utils.toPositive(Utils.murmur2(transferId)) % partitions;
    }
}
