package io.tradewatch.streams;

import io.tradewatch.streams.ModelRecords.ModelTransfer;
import io.tradewatch.streams.promises.ProducedTransfer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The one partition of the topic of transfers. Used by one thread. */
public final class ModelTransfers {
    static final int PARTITION = 0;

    private final List<ModelTransfer> log = new ArrayList<>();

    ProducedTransfer produce(ModelTransfer transfer) {
        long offset = log.size();
        log.add(transfer);
        byte[] key = transfer.keyBytes();
        if (transfer.defect() != null) {
            return ProducedTransfer.poison(PARTITION, offset, key, transfer.value(), transfer.defect());
        }
        return ProducedTransfer.good(
                PARTITION,
                offset,
                key,
                java.util.Objects.requireNonNull(transfer.value()),
                java.util.Objects.requireNonNull(transfer.transfer()));
    }

    long end() {
        return log.size();
    }

    ModelTransfer at(long offset) {
        return log.get((int) offset);
    }

    ConsumerRecord<byte[], byte[]> consumed(long offset) {
        ModelTransfer transfer = at(offset);
        return new ConsumerRecord<>(
                ModelWorker.TOPICS.transfers(), PARTITION, offset, transfer.keyBytes(), transfer.value());
    }
}
