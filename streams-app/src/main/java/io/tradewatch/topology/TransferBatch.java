package io.tradewatch.topology;

import io.tradewatch.records.WireFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive transfers of one partition, on their way through Kafka Streams as one record, which carries them in a
 * header. The header exists within this process only: none that was read from a topic can be taken for one.
 */
final class TransferBatch implements Header {
    private static final String KEY = "tradewatch-batch";

    private final List<ConsumerRecord<byte[], byte[]>> transfers;
    private final boolean needsHeaders;

    private TransferBatch(List<ConsumerRecord<byte[], byte[]>> transfers, boolean needsHeaders) {
        this.transfers = transfers;
        this.needsHeaders = needsHeaders;
    }

    /**
     * One record for several. It has the offset of the first: where a record waits for its turn, Kafka Streams commits its
     * offset as the one to go on from. Its time is the latest of theirs, its size that of all.
     *
     * @param transfers at least one
     */
    static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> transfers) {
        long latest = ConsumerRecord.NO_TIMESTAMP;
        int keySize = 0;
        int valueSize = 0;
        boolean needsHeaders = false;
        for (ConsumerRecord<byte[], byte[]> transfer : transfers) {
            latest = Math.max(latest, transfer.timestamp());
            keySize += Math.max(0, transfer.serializedKeySize());
            valueSize += Math.max(0, transfer.serializedValueSize());
            needsHeaders |= WireFormat.needsHeaders(transfer.headers());
        }
        ConsumerRecord<byte[], byte[]> first = transfers.get(0);
        return carrying(new TransferBatch(transfers, needsHeaders), first, first.offset(), latest, keySize, valueSize);
    }

    /**
     * A batch without transfers, which takes a place behind a transfer. Its offset is the one to go on from, as the transfer is
     * done when the place has its turn.
     */
    static ConsumerRecord<byte[], byte[]> place(ConsumerRecord<byte[], byte[]> behind) {
        return carrying(new TransferBatch(List.of(), false), behind, behind.offset() + 1, behind.timestamp(), 0, 0);
    }

    private static ConsumerRecord<byte[], byte[]> carrying(
            TransferBatch batch,
            ConsumerRecord<byte[], byte[]> first,
            long offset,
            long timestamp,
            int keySize,
            int valueSize) {
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                offset,
                timestamp,
                first.timestampType(),
                keySize,
                valueSize,
                null,
                null,
                new RecordHeaders(new Header[] {batch}),
                first.leaderEpoch());
    }

    /** The batch that a record carries; null where it is a transfer itself. */
    static @Nullable TransferBatch in(Headers headers) {
        return headers.lastHeader(KEY) instanceof TransferBatch batch ? batch : null;
    }

    /**
     * Whether any of the transfers names its schema in a header. Looked up when the batch is made, while the headers are still
     * in the processor's cache: a look-up in each transfer's turn would cost a tenth of what a clean transfer costs.
     */
    boolean needsHeaders() {
        return needsHeaders;
    }

    /** The transfers as they were consumed, in the order of their offsets. */
    List<ConsumerRecord<byte[], byte[]>> transfers() {
        return transfers;
    }

    @Override
    public String key() {
        return KEY;
    }

    /** Nothing that could be written. */
    @Override
    public byte @Nullable [] value() {
        return null;
    }
}
