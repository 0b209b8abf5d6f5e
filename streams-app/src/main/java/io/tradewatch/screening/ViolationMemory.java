package io.tradewatch.screening;

import java.time.Duration;
import java.util.List;

/**
 * Deletes violations that were withdrawn long ago, so that state does not grow without limit. It cycles through the
 * stored transfers in small steps. Open violations are never deleted. Used by one thread.
 *
 * <p>A violation that is found again after its deletion restarts with sequence 0.
 */
public final class ViolationMemory {
    /** The maximum number of stored transfers checked in one step. */
    private static final int ROWS = 500;

    private final ViolationStore store;
    private final Duration memory;
    private byte[] cursor = {};

    /** @param memory how long withdrawn violations are stored, at least the look-back */
    public ViolationMemory(ViolationStore store, Duration memory) {
        this.store = store;
        this.memory = memory;
    }

    /**
     * Looks at the next transfers, and forgets the violations whose time is over.
     *
     * @param now the wall-clock time, in ms since the epoch
     */
    public void step(long now) {
        List<byte[]> transferIds = store.transfersAfter(cursor, ROWS);
        for (byte[] transferId : transferIds) {
            store.forgetWithdrawn(transferId, now - memory.toMillis());
        }
        cursor = transferIds.size() < ROWS ? new byte[0] : transferIds.get(ROWS - 1);
    }
}
