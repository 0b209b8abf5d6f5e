package io.tradewatch.streams;

import io.tradewatch.rescreen.RescreenState;
import io.tradewatch.state.RescreenProgress;
import io.tradewatch.state.RescreenProgress.Pass;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** A task's stores, with the mistakes that can be made there. Without one they are as they should be. */
final class MistakenStores {
    private final Mistake mistake;
    private final TransactionalStore violations;
    private final TransactionalStore revisions;
    private final TransactionalStore positions;
    private boolean isRewritten;

    MistakenStores(Mistake mistake) {
        this.mistake = mistake;
        this.violations = mistake == Mistake.DIFFERENCE_NOT_AGAINST_STATE ? new Forgetful() : new TransactionalStore();
        this.revisions = mistake == Mistake.REVISIONS_FORGOTTEN ? new Forgetful() : new TransactionalStore();
        this.positions = new Positions();
    }

    ScreeningTask.Stores stores() {
        return new ScreeningTask.Stores(violations, revisions, positions);
    }

    void commit() {
        violations.commit();
        revisions.commit();
        positions.commit();
    }

    void abort() {
        violations.abort();
        revisions.abort();
        if (mistake == Mistake.POSITION_OUTLIVES_AN_ABORT) {
            positions.commit();
        } else {
            positions.abort();
        }
    }

    /** Where the task stands; null before it has begun. */
    @Nullable RescreenProgress progress() {
        byte[] stored = positions.get(RescreenState.key());
        return stored == null ? null : RescreenProgress.fromBytes(stored);
    }

    /** A task is about to begin with a law at that position. */
    void taskBegins(long positionOfLaw) {
        RescreenProgress progress = progress();
        if (mistake == Mistake.FLOOR_LOWERED_WHEN_BEHIND && progress != null && positionOfLaw < progress.floor()) {
            positions.put(RescreenState.key(), progress.withFloor(positionOfLaw).toBytes());
        }
    }

    /** Whether a mistake was written that the task knows nothing of until it begins again; asked once. */
    boolean mustBeginAgain() {
        boolean result = isRewritten;
        isRewritten = false;
        return result;
    }

    /** Remembers, and says that it does not. */
    private static final class Forgetful extends TransactionalStore {
        @Override
        public byte @Nullable [] get(byte[] key) {
            return null;
        }

        @Override
        public <P extends Serializer<Q>, Q> KeyValueIterator<byte[], byte[]> prefixScan(Q prefix, P serializer) {
            return range(new byte[] {1}, new byte[] {0});
        }
    }

    private final class Positions extends TransactionalStore {
        @Override
        public void put(byte[] key, byte @Nullable [] value) {
            if (mistake == Mistake.POSITION_NOT_SAVED) {
                return;
            }
            RescreenProgress right = RescreenProgress.fromBytes(Objects.requireNonNull(value));
            RescreenProgress written = wrong(progress(), right);
            isRewritten |= !written.equals(right);
            super.put(key, written.toBytes());
        }

        private RescreenProgress wrong(@Nullable RescreenProgress before, RescreenProgress right) {
            boolean wasOpen = before != null && before.pass() != null;
            Pass pass = right.pass();
            if (mistake == Mistake.APPLIED_IS_THE_SNAPSHOTS_POSITION
                    && wasOpen
                    && pass == null
                    && right.applied() < right.floor()) {
                return right.withApplied(right.floor());
            }
            if (mistake == Mistake.PASS_ENDS_ONE_TOO_EARLY && !wasOpen && pass != null && pass.until() > 0) {
                return right.withPass(new Pass(pass.target(), pass.until() - 1, pass.cursor(), pass.isLedgerDone()));
            }
            return right;
        }
    }
}
