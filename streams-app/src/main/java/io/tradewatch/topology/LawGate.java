package io.tradewatch.topology;

import java.time.Duration;

/**
 * Holds transfers back until this instance's law is complete and no older than what they may be screened with. Where the
 * newer law is gone for good, the task's positions start anew.
 *
 * <p>Waiting is bounded well below {@code max.poll.interval.ms}: past that the thread is failed and replaced, and the
 * transfer is read again.
 */
final class LawGate {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LawView law;
    private final StopSignal stop;
    private final Duration limit;

    LawGate(LawView law, StopSignal stop, Duration limit) {
        this.law = law;
        this.stop = stop;
        this.limit = limit;
    }

    /**
     * The law to screen with.
     *
     * @param rescreening knows the lowest position that will do
     * @throws IllegalStateException when the law does not get there in time
     */
    LawSnapshot await(Rescreening rescreening) {
        LawSnapshot snapshot = law.current();
        if (isOpen(snapshot, rescreening)) {
            return snapshot;
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isOpen(snapshot, rescreening)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "waited " + limit.toSeconds() + " s for the law: " + reason(snapshot, rescreening.floor()));
            }
            stop.pause(PAUSE);
            snapshot = law.current();
        }
        return snapshot;
    }

    private static String reason(LawSnapshot snapshot, long floor) {
        return snapshot.isComplete()
                ? "it is at position " + snapshot.position() + ", expected " + floor
                : snapshot.completeness().problem();
    }

    /** Whether a task may screen with a law, which was just read. */
    boolean isOpen(LawSnapshot snapshot, Rescreening rescreening) {
        if (!snapshot.isComplete()) {
            return false;
        }
        if (snapshot.position() < rescreening.floor() && law.endsBelow(rescreening.floor())) {
            rescreening.rewind(snapshot.position());
        }
        return snapshot.position() >= rescreening.floor();
    }
}
