package io.tradewatch.state;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.rescreen.RescreenState;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The records of a partition that are dead letters for a reason that depends on the ruleset. Every rescreening pass
 * reads them again. Each is published as a dead letter once, until it can be screened.
 *
 * <p>A row is one key of nine bytes in the store of {@link RescreenState}, and so part of the task's transaction. Used
 * by one thread.
 */
public final class DeadLetteredOffsets {
    /**
     * The reasons that depend on the ruleset. Every other defect is in the record itself, and a pass skips the record.
     */
    private static final Set<Reason> OF_THE_RULESET = EnumSet.of(Reason.TOO_LARGE, Reason.FAILED);

    private static final byte KIND = 1;
    private static final byte[] PRESENT = {};

    private final KeyValueStore<byte[], byte[]> store;

    /** @param store the store of {@link RescreenState}, which uses a different key */
    public DeadLetteredOffsets(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** Adds a record that became a dead letter. */
    public void add(long offset, StructuralDefect defect) {
        if (OF_THE_RULESET.contains(defect.reason())) {
            store.put(key(offset), PRESENT);
        }
    }

    /** Whether a record is a dead letter already. */
    public boolean contains(long offset) {
        return store.get(key(offset)) != null;
    }

    /** Removes a record that was screened. */
    public void remove(long offset) {
        if (contains(offset)) {
            store.delete(key(offset));
        }
    }

    private static byte[] key(long offset) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(KIND).putLong(offset).array();
    }
}
