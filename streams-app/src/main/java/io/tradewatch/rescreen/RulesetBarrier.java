package io.tradewatch.rescreen;

import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.kafka.Waits;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetSource;
import java.time.Duration;

/**
 * Blocks screening until this instance's ruleset is usable and is not below the task's floor. If the newer ruleset is
 * lost for good, the task's positions are reset.
 *
 * <p>The wait is bounded well below {@code max.poll.interval.ms}. At the limit the thread fails and is replaced, and
 * the transfer is read again.
 */
public final class RulesetBarrier {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RulesetSource law;
    private final ShutdownSignal stop;
    private final Duration limit;
    private final Waits waits;

    /**
     * @param limit the longest wait; well below {@code max.poll.interval.ms}
     * @param waits records the waits of threads
     */
    public RulesetBarrier(RulesetSource law, ShutdownSignal stop, Duration limit, Waits waits) {
        this.law = law;
        this.stop = stop;
        this.limit = limit;
        this.waits = waits;
    }

    /**
     * Returns the ruleset to screen with, and waits for it if necessary.
     *
     * @param rescreenState contains the lowest position that is allowed
     * @throws UnavailableException when the ruleset does not reach that position in time
     */
    public CompiledRuleset await(RescreenState rescreenState) {
        CompiledRuleset snapshot = law.current();
        if (isOpen(snapshot, rescreenState)) {
            return snapshot;
        }
        return waits.during(Waits.For.RULESET, () -> awaitLater(rescreenState));
    }

    private CompiledRuleset awaitLater(RescreenState rescreenState) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompiledRuleset snapshot = law.current();
        while (!isOpen(snapshot, rescreenState)) {
            if (System.nanoTime() - deadline > 0) {
                throw new UnavailableException("waited " + limit.toSeconds() + " s for the ruleset: "
                        + reason(snapshot, rescreenState.floor()));
            }
            stop.pause(PAUSE);
            snapshot = law.current();
        }
        return snapshot;
    }

    private static String reason(CompiledRuleset snapshot, long floor) {
        return snapshot.canScreen()
                ? "it is at position " + snapshot.position() + ", expected " + floor
                : snapshot.obstacle();
    }

    /** Whether a task may screen with a ruleset that was just read. */
    public boolean isOpen(CompiledRuleset snapshot, RescreenState rescreenState) {
        if (!snapshot.canScreen()) {
            return false;
        }
        if (snapshot.position() < rescreenState.floor() && law.endsBelow(rescreenState.floor())) {
            rescreenState.rewind(snapshot.position());
        }
        return snapshot.position() >= rescreenState.floor();
    }
}
