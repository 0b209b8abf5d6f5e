package io.tradewatch.streams.promises;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was written to the topic of transfers: one that can be screened, or one that is known to be defective.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
public final class ProducedTransfer {
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final @Nullable Transfer transfer;
    private final @Nullable Reason defect;

    private ProducedTransfer(
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Transfer transfer,
            @Nullable Reason defect) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
        this.transfer = transfer;
        this.defect = defect;
    }

    /** A record that can be screened, and what it says. */
    public static ProducedTransfer good(int partition, long offset, byte[] key, byte[] value, Transfer transfer) {
        return new ProducedTransfer(partition, offset, key, value, transfer, null);
    }

    /** A record that must end as a dead letter, for this reason. */
    public static ProducedTransfer poison(
            int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, Reason defect) {
        return new ProducedTransfer(partition, offset, key, value, null, defect);
    }

    /** Where it stands in the topic: {@code partition@offset}. */
    public String place() {
        return partition + "@" + offset;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** What it says; empty for poison. */
    public Optional<Transfer> transfer() {
        return Optional.ofNullable(transfer);
    }

    /** Why it must end as a dead letter; empty for a record that can be screened. */
    public Optional<Reason> defect() {
        return Optional.ofNullable(defect);
    }
}
