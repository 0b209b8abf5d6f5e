package io.tradewatch.topology;

import java.time.Duration;

/**
 * Holds transfers back until this instance's ruleset can be screened with and is no older than what they may be screened with. Where the
 * newer law is gone for good, the task's positions start anew.
 *
 * <p>Waiting is bounded well below {@code max.poll.interval.ms}: past that the thread is failed and replaced, and the
 * transfer is read again.
 */
final class RulesetBarrier {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RulesetSource law;
    private final ShutdownSignal stop;
    private final Duration limit;
    private final Waits waits;

    /**
     * @param limit how long to wait; well below {@code max.poll.interval.ms}
     * @param waits told while a thread waits
     */
    RulesetBarrier(RulesetSource law, ShutdownSignal stop, Duration limit, Waits waits) {
        this.law = law;
        this.stop = stop;
        this.limit = limit;
        this.waits = waits;
    }

    /**
     * The law to screen with.
     *
     * @param rescreenState knows the lowest position that will do
     * @throws UnavailableException when the ruleset does not get there in time
     */
    CompiledRuleset await(RescreenState rescreenState) {
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

    /** Whether a task may screen with a law, which was just read. */
    boolean isOpen(CompiledRuleset snapshot, RescreenState rescreenState) {
        if (!snapshot.canScreen()) {
            return false;
        }
        if (snapshot.position() < rescreenState.floor() && law.endsBelow(rescreenState.floor())) {
            rescreenState.rewind(snapshot.position());
        }
        return snapshot.position() >= rescreenState.floor();
    }
}
