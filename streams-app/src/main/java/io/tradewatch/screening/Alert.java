package io.tradewatch.screening;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An encoded violation on its way to the topic, with the id that decides its partition.
 *
 * <p>A class, not a record: it holds arrays, and equality of alerts is equality of their bytes.
 */
public final class Alert {
    private final byte[] transferId;
    private final byte[] value;

    Alert(byte[] transferId, byte[] value) {
        this.transferId = transferId;
        this.value = value;
    }

    /** The transferId in UTF-8. */
    public byte[] transferId() {
        return transferId;
    }

    /** The violation in the registry's wire format. */
    public byte[] value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Alert alert
                && Arrays.equals(transferId, alert.transferId)
                && Arrays.equals(value, alert.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(transferId), Arrays.hashCode(value));
    }
}
