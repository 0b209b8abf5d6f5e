package io.tradewatch.topology;

import io.tradewatch.topology.RescreenProgress.Pass;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One task's side of the rescreening protocol: which law it may screen with, when past transfers have to be screened
 * again, and how far that has got.
 *
 * <p>Two positions of the law are kept. Nothing is ever screened below the floor F, so a law that lags behind (after the
 * task has moved to another instance) cannot undo what a newer one has found. Everything that was screened before a pass
 * lies below its end U, so nothing is left out. P, up to which past transfers are screened, becomes the pass's target T
 * at its end and not the position that the law has by then: what changed after T belongs to the next pass.
 *
 * <p>Every change of these positions is written to the store, and so is part of the task's transaction. Used by one
 * thread.
 */
final class RescreenState {
    static final String STORE = "law-position";

    static final byte[] KEY = {0};

    private final KeyValueStore<byte[], byte[]> store;
    private RescreenProgress progress;

    /**
     * Goes on from what the store holds.
     *
     * @throws IllegalStateException when a newer version of the rules has screened here: this one must not
     */
    RescreenState(KeyValueStore<byte[], byte[]> store, String topicId, int rulesVersion) {
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

    /** Where the task stands. */
    RescreenProgress progress() {
        return progress;
    }

    /** The lowest position that the law may have for screening. */
    long floor() {
        return progress.floor();
    }

    /** The pass under way; null when there is none. */
    @Nullable Pass pass() {
        return progress.pass();
    }

    /** Raises the floor to the law that is about to be screened with, which must not be below it. */
    void adopt(long position) {
        if (position < progress.floor()) {
            throw new IllegalStateException(
                    "the law is at position " + position + ", below the floor " + progress.floor());
        }
        if (position > progress.floor()) {
            save(progress.withFloor(position));
        }
    }

    /**
     * The topic of measures ends below the floor: records that were there are gone. The positions start anew, and all
     * past transfers are screened again.
     */
    void rewind(long position) {
        save(new RescreenProgress(progress.topicId(), progress.rulesVersion(), 0, position, null));
    }

    /** Whether the law has changed since the last pass, and none is under way. */
    boolean isPassDue() {
        return progress.pass() == null && progress.floor() > progress.applied();
    }

    /**
     * Opens a pass where one is due.
     *
     * @param nextOffset the offset of the next transfer that will be screened
     */
    void startIfDue(long nextOffset) {
        if (isPassDue()) {
            save(progress.withPass(new Pass(progress.floor(), nextOffset, Pass.AT_LOOK_BACK, false)));
        }
    }

    /** Notes how far the pass has come, and ends it when it is through. */
    void advance(Pass pass) {
        save(pass.isLogDone() && pass.isLedgerDone() ? progress.withApplied(pass.target()) : progress.withPass(pass));
    }

    private void save(RescreenProgress next) {
        progress = next;
        store.put(KEY, next.toBytes());
    }
}
