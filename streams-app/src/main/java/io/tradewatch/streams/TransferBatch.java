package io.tradewatch.streams;

import io.tradewatch.codec.registry.WireFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive transfers of one partition that pass through Kafka Streams as one record. The record carries them in a
 * header. The header is recognized by its Java class, so that no header read from a topic can be mistaken for it.
 */
public final class TransferBatch implements Header {
    private static final String KEY = "tradewatch-batch";

    private final List<ConsumerRecord<byte[], byte[]>> transfers;
    private final boolean needsHeaders;

    private TransferBatch(List<ConsumerRecord<byte[], byte[]>> transfers, boolean needsHeaders) {
        this.transfers = transfers;
        this.needsHeaders = needsHeaders;
    }

    /**
     * Combines transfers into one record. The record has the offset of the first transfer: while a record is queued,
     * Kafka Streams commits its offset as the position to resume from. Its timestamp is the latest of the transfers,
     * its sizes are their totals.
     *
     * @param transfers at least one
     */
    public static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> transfers) {
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
     * Creates an empty batch that occupies a queue position behind a transfer. Its offset is the transfer's offset plus
     * 1, the position to resume from, because the transfer is done when the empty batch is processed.
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

    /** The batch that a record carries; null if the record is a transfer itself. */
    public static @Nullable TransferBatch in(Headers headers) {
        return headers.lastHeader(KEY) instanceof TransferBatch batch ? batch : null;
    }

    /**
     * Whether any of the transfers may name its schema in a header. This is determined when the batch is created, while
     * the headers are still in the processor's cache. A look-up per transfer would add a tenth to the cost of a clean
     * transfer.
     */
    boolean needsHeaders() {
        return needsHeaders;
    }

    /** The transfers as they were consumed, in the order of their offsets. */
    public List<ConsumerRecord<byte[], byte[]>> transfers() {
        return transfers;
    }

    @Override
    public String key() {
        return KEY;
    }

    /** Returns null: the header has no serialized form. */
    @Override
    public byte @Nullable [] value() {
        return null;
    }
}
