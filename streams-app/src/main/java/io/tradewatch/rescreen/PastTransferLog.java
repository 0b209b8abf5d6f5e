package io.tradewatch.rescreen;

import io.tradewatch.engine.rules.Screening;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Opens the log of past transfers, one partition at a time. Safe for use by several threads. */
@FunctionalInterface
public interface PastTransferLog {
    /**
     * The past transfers of one partition. Opening reads nothing yet.
     *
     * @param partition a partition of the topic of transfers
     */
    PastTransferScan open(int partition);

    /** A log for a look-back of zero: no record is read. Stored violations are still screened again. */
    static PastTransferLog off() {
        return partition -> new PastTransferScan() {
            private @Nullable Slice slice;

            /** The value is arbitrary, because nothing is read. */
            @Override
            public OptionalLong resumesAt() {
                return OptionalLong.of(0);
            }

            @Override
            public void begin(long from, long until, Screening changed) {
                slice = new Slice(until, List.of(), 0);
            }

            @Override
            public @Nullable Slice poll() {
                return slice;
            }

            @Override
            public void close() {
                slice = null;
            }
        };
    }
}
