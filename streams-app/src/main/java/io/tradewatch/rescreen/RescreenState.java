package io.tradewatch.rescreen;

import io.tradewatch.state.RescreenProgress;
import io.tradewatch.state.RescreenProgress.Pass;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rescreening state of one task: which ruleset it may screen with, when past transfers must be screened again, and
 * the progress of that pass.
 *
 * <p>The state keeps two positions of the ruleset, F and P. The task never screens with a ruleset below the floor F.
 * Thus an older ruleset (after the task has moved to another instance) cannot undo the findings of a newer one. All
 * transfers that were screened before a pass have offsets below its end U, so the pass omits none. Past transfers are
 * screened up to position P. At the end of a pass, P becomes the pass's target T, not the current position of the
 * ruleset: changes after T belong to the next pass.
 *
 * <p>Every change of these positions is written to the store and is therefore part of the task's transaction. Used by
 * one thread.
 */
public final class RescreenState {
    public static final String STORE = "law-position";

    private static final byte[] KEY = {0};

    private final KeyValueStore<byte[], byte[]> store;
    private RescreenProgress progress;

    /** The key of the row in the store {@value #STORE}; a copy. */
    public static byte[] key() {
        return KEY.clone();
    }

    /**
     * Restores the state from the store.
     *
     * @throws IllegalStateException when a newer version of the rules has screened this task; an older version must not
     *     continue it
     */
    public RescreenState(KeyValueStore<byte[], byte[]> store, String topicId, int rulesVersion) {
        this.store = store;
        byte[] stored = store.get(KEY);
        RescreenProgress last =
                stored == null ? RescreenProgress.none(topicId, rulesVersion) : RescreenProgress.fromBytes(stored);
        if (last.rulesVersion() > rulesVersion) {
            throw new IllegalStateException("this task was screened with version " + last.rulesVersion()
                    + " of the rules, and this is version " + rulesVersion
                    + "; run the newer version of Tradewatch, or reset the application");
        }
        if (!last.topicId().equals(topicId)) {
            last = RescreenProgress.none(topicId, rulesVersion);
        } else if (last.rulesVersion() < rulesVersion) {
            last = new RescreenProgress(topicId, rulesVersion, 0, last.floor(), null);
        }
        this.progress = last;
    }

    /** The progress of the task. */
    public RescreenProgress progress() {
        return progress;
    }

    /** The lowest ruleset position that the task may screen with. */
    long floor() {
        return progress.floor();
    }

    /** The pass in progress; null when there is none. */
    @Nullable Pass pass() {
        return progress.pass();
    }

    /** Raises the floor to the position of the ruleset that is used next. The position must not be below the floor. */
    public void adopt(long position) {
        if (position < progress.floor()) {
            throw new IllegalStateException(
                    "the law is at position " + position + ", below the floor " + progress.floor());
        }
        if (position > progress.floor()) {
            save(progress.withFloor(position));
        }
    }

    /**
     * Resets the positions when the topic of measures ends below the floor, because records of the topic were lost. All
     * past transfers are screened again.
     */
    void rewind(long position) {
        save(new RescreenProgress(progress.topicId(), progress.rulesVersion(), 0, position, null));
    }

    /** Whether the ruleset has changed since the last pass and no pass is in progress. */
    public boolean isPassDue() {
        return progress.pass() == null && progress.floor() > progress.applied();
    }

    /**
     * Opens a pass if one is due.
     *
     * @param nextOffset the offset of the next transfer that will be screened
     */
    public void startIfDue(long nextOffset) {
        if (isPassDue()) {
            save(progress.withPass(new Pass(progress.floor(), nextOffset, Pass.AT_LOOK_BACK, false)));
        }
    }

    /** Saves the position of the pass, and ends the pass when it is complete. */
    void advance(Pass pass) {
        save(pass.isLogDone() && pass.isLedgerDone() ? progress.withApplied(pass.target()) : progress.withPass(pass));
    }

    private void save(RescreenProgress next) {
        progress = next;
        store.put(KEY, next.toBytes());
    }
}
