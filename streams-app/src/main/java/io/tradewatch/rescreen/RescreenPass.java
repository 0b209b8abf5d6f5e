package io.tradewatch.rescreen;

import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.rescreen.PastTransferScan.Candidate;
import io.tradewatch.rescreen.PastTransferScan.Slice;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetChanges;
import io.tradewatch.screening.Arrivals;
import io.tradewatch.screening.DeadLetterPublisher;
import io.tradewatch.screening.FailureFence;
import io.tradewatch.screening.TransferScreening.Occasion;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.state.RescreenProgress.Pass;
import io.tradewatch.state.StoredTransfer;
import io.tradewatch.state.StoredViolation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Executes a rescreening pass in small steps. It first screens the stored transfers whose violations the ruleset
 * changes may affect. It then screens the past transfers in which the changed measures find something. Each transfer is
 * screened with the whole ruleset, and only differences from the published violations are published. Used by one
 * thread.
 */
public final class RescreenPass implements AutoCloseable {
    /** The maximum number of stored transfers checked in one step. */
    private static final int STORE_ROWS = 500;

    /** The number of stored violations after which a step ends: some transfers have thousands. */
    private static final int LEDGER_VIOLATIONS = 10_000;

    /**
     * The number of published changes after which a step ends. A step that publishes hundreds of thousands exceeds the
     * transaction timeout, and would restart from its beginning.
     */
    private static final long MOST_CHANGES = 1_000;

    private final TopicPartition transfers;
    private final LongSupplier clock;
    private final RescreenState rescreenState;
    private final ViolationStore store;
    private final Arrivals arrivals;
    private final PastTransferScan past;
    private final FailureFence fence;
    private final DeadLetterPublisher deadLetters;
    private @Nullable Work work;
    private @Nullable Slice slice;
    private int judged;

    /** The pass in progress; created again after a restart. */
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
     * @param transfers the partition whose past transfers are screened again
     * @param past reads the past transfers of the partition
     * @param clock the wall clock, in ms since the epoch
     * @param fence isolates failing transfers, so that they do not stop the pass
     * @param deadLetters receives the transfers that cannot be screened again
     */
    public RescreenPass(
            TopicPartition transfers,
            PastTransferScan past,
            LongSupplier clock,
            RescreenState rescreenState,
            ViolationStore store,
            Arrivals arrivals,
            FailureFence fence,
            DeadLetterPublisher deadLetters) {
        this.transfers = transfers;
        this.past = past;
        this.clock = clock;
        this.rescreenState = rescreenState;
        this.store = store;
        this.arrivals = arrivals;
        this.fence = fence;
        this.deadLetters = deadLetters;
    }

    /** The offset from which the partition resumes after a restart; empty while it is unknown. */
    public OptionalLong resumesAt() {
        return past.resumesAt();
    }

    /** Takes one step of the open pass, if there is one; returns whether the step did any work. */
    public boolean step(CompiledRuleset law) {
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

    /** Screens candidates of a slice and saves the position. The candidates are ordered by offset. */
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
                RecordLocation origin = new RecordLocation(transfers.topic(), transfers.partition(), stored.offset());
                screenAgain(
                        new Record<>(transferId, stored.value(), clock.getAsLong(), new RecordHeaders()),
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
