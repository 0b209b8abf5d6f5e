package io.tradewatch.topology;

import java.time.Duration;
import java.util.List;

/**
 * Forgets what was withdrawn long ago, so that state does not grow for ever. It goes round the stored transfers in small
 * steps. What is open is never forgotten. Used by one thread.
 *
 * <p>A violation that is found again after it was forgotten begins anew, with sequence 0.
 */
final class ViolationMemory {
    /** Stored transfers looked at in one step. */
    private static final int ROWS = 500;

    private final ViolationStore store;
    private final Duration memory;
    private byte[] cursor = {};

    /** @param memory how long withdrawn violations are remembered, at least the look-back */
    ViolationMemory(ViolationStore store, Duration memory) {
        this.store = store;
        this.memory = memory;
    }

    /** @param now the time by the clock, in ms since the epoch */
    void step(long now) {
        List<byte[]> transferIds = store.transfersAfter(cursor, ROWS);
        for (byte[] transferId : transferIds) {
            store.forgetWithdrawn(transferId, now - memory.toMillis());
        }
        cursor = transferIds.size() < ROWS ? new byte[0] : transferIds.get(ROWS - 1);
    }
}
