package io.tradewatch.topology;

import io.tradewatch.topology.PastTransferScan.Candidate;
import io.tradewatch.topology.PastTransferScan.Slice;
import io.tradewatch.topology.RescreenProgress.Pass;
import io.tradewatch.topology.TransferScreening.Occasion;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Works through a pass in small steps: first the stored violations that the changes of the law may concern, then the
 * past transfers in which the changed measures find something. Each is judged anew with the whole law, and only the
 * difference to what was published is published. Used by one thread.
 */
final class RescreenPass implements AutoCloseable {
    /** Stored transfers looked at in one step. */
    private static final int STORE_ROWS = 500;

    /** Stored violations after which a step ends: some transfers have thousands. */
    private static final int LEDGER_VIOLATIONS = 10_000;

    /**
     * Changes after which a step ends. One that publishes hundreds of thousands takes longer than a transaction may, and would be
     * taken again from its beginning.
     */
    private static final long MOST_CHANGES = 1_000;

    private final ScreeningParts parts;
    private final int partition;
    private final RescreenState rescreenState;
    private final ViolationStore store;
    private final Arrivals arrivals;
    private final PastTransferScan past;
    private final FailureFence fence;
    private final DeadLetterPublisher deadLetters;
    private @Nullable Work work;
    private @Nullable Slice slice;
    private int judged;

    /** What is under way; begun anew after a restart. */
    private static final class Work {
        private final long from;
        private final long target;
        private final RulesetChanges changes;
        private byte[] storeCursor = {};

        Work(long from, long target, RulesetChanges changes) {
            this.from = from;
            this.target = target;
            this.changes = changes;
        }

        boolean is(long applied, Pass pass) {
            return from == applied && target == pass.target();
        }
    }

    /**
     * @param fence keeps transfers that fail from stopping the pass
     * @param deadLetters takes transfers that cannot be screened again
     */
    RescreenPass(
            ScreeningParts parts,
            int partition,
            RescreenState rescreenState,
            ViolationStore store,
            Arrivals arrivals,
            FailureFence fence,
            DeadLetterPublisher deadLetters) {
        this.parts = parts;
        this.partition = partition;
        this.rescreenState = rescreenState;
        this.store = store;
        this.arrivals = arrivals;
        this.fence = fence;
        this.deadLetters = deadLetters;
        this.past = parts.pastTransferLog().open(partition);
    }

    /** The offset at which the partition goes on after a restart; empty while it is not known. */
    OptionalLong resumesAt() {
        return past.resumesAt();
    }

    /** Takes one step of the pass that is open, if there is one; returns whether there was anything to do. */
    boolean step(CompiledRuleset law) {
        Pass pass = rescreenState.pass();
        if (pass == null) {
            return false;
        }
        Work current = work;
        if (current == null || !current.is(rescreenState.progress().applied(), pass)) {
            current = begin(pass, law);
        }
        if (!pass.isLedgerDone()) {
            lookThroughLedger(pass, current, law);
            return true;
        }
        if (slice == null) {
            slice = past.poll();
            judged = 0;
        }
        if (slice == null) {
            return false;
        }
        judge(slice, pass, law);
        return true;
    }

    /** Goes on with a slice, and keeps how far it got: the candidates stand in the order of their offsets. */
    private void judge(Slice current, Pass pass, CompiledRuleset law) {
        long enough = arrivals.published() + MOST_CHANGES;
        while (judged < current.candidates().size() && arrivals.published() < enough) {
            Candidate candidate = current.candidates().get(judged);
            screenAgain(candidate.record(), candidate.origin(), law, Occasion.LOOK_BACK);
            judged++;
        }
        if (judged == current.candidates().size()) {
            slice = null;
            advance(pass.at(current.next()));
        } else {
            advance(pass.at(current.candidates().get(judged).origin().offset()));
        }
    }

    private void screenAgain(
            Record<byte[], byte[]> record, RecordLocation origin, CompiledRuleset law, Occasion occasion) {
        fence.screen(
                        origin,
                        record.key(),
                        false,
                        () -> arrivals.screenAgain(record, origin, law, occasion),
                        arrivals::isHalfDone)
                .ifPresentOrElse(
                        defect -> deadLetters.publishOnce(record, origin, defect), () -> deadLetters.screened(origin));
    }

    private Work begin(Pass pass, CompiledRuleset law) {
        long from = rescreenState.progress().applied();
        RulesetChanges changes = RulesetChanges.between(law, from, pass.target());
        past.begin(pass.cursor(), pass.until(), changes.screening());
        Work begun = new Work(from, pass.target(), changes);
        work = begun;
        slice = null;
        return begun;
    }

    private void lookThroughLedger(Pass pass, Work current, CompiledRuleset law) {
        List<byte[]> transferIds = store.transfersAfter(current.storeCursor, STORE_ROWS);
        long enough = arrivals.published() + MOST_CHANGES;
        int looked = 0;
        for (byte[] transferId : transferIds) {
            if (looked >= LEDGER_VIOLATIONS || arrivals.published() >= enough) {
                return;
            }
            Collection<StoredViolation> violations =
                    store.violationsOf(transferId).values();
            looked += violations.size();
            if (violations.stream().anyMatch(current.changes::mayAffect)) {
                StoredTransfer stored = Objects.requireNonNull(store.violating(transferId));
                RecordLocation origin = new RecordLocation(parts.topics().transfers(), partition, stored.offset());
                screenAgain(
                        new Record<>(transferId, stored.value(), parts.clock().getAsLong(), new RecordHeaders()),
                        origin,
                        law,
                        Occasion.REMEMBERED);
            }
            current.storeCursor = transferId;
        }
        if (transferIds.size() < STORE_ROWS) {
            advance(pass.withLedgerDone());
        }
    }

    private void advance(Pass next) {
        rescreenState.advance(next);
        if (rescreenState.pass() == null) {
            past.close();
            work = null;
            slice = null;
        }
    }

    @Override
    public void close() {
        past.close();
    }
}
