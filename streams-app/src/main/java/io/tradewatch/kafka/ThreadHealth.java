package io.tradewatch.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of one thread: its failures in a row, and whether it is dead.
 *
 * <p><b>Threading notes.</b> The thread itself reports its failures; any thread may call {@link #trouble}.
 */
final class ThreadHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadHealth.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Work that runs this long without a failure counts as recovered. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final int LONGEST_TEXT = 300;

    /** The exit code of the JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private final String name;
    private final Concern concern;
    private final Counter restarts;
    private final LongSupplier nanoClock;
    private final Duration firstPause;
    private final IntConsumer halt;
    private volatile boolean isDead;
    /** Guarded by this object's lock, as all below. */
    private int failuresInARow;

    private long failedAt;
    private String lastFailure = "";

    /**
     * @param registry where restarts are counted
     * @param nanoClock a clock in ns, with an arbitrary origin
     * @param firstPause the pause after the first failure; more than zero
     * @param halt ends the process with an exit code
     */
    ThreadHealth(
            String name,
            Concern concern,
            MeterRegistry registry,
            LongSupplier nanoClock,
            Duration firstPause,
            IntConsumer halt) {
        this.name = name;
        this.concern = concern;
        this.nanoClock = nanoClock;
        this.firstPause = firstPause;
        this.halt = halt;
        this.restarts = Counter.builder("tradewatch.thread.restarts")
                .description("Restarts of a thread's work after a failure")
                .tag("thread", name)
                .register(registry);
    }

    String name() {
        return name;
    }

    /** Counts a failure; returns the pause before the work restarts. */
    Duration failed(Throwable failure) {
        haltIfOutOfMemory(name, failure, halt);
        Duration pause;
        synchronized (this) {
            long now = nanoClock.getAsLong();
            failuresInARow = isSteady(now) ? 1 : failuresInARow + 1;
            pause = pause(failuresInARow);
            failedAt = now + pause.toNanos();
            lastFailure = shortened(failure.toString());
        }
        restarts.increment();
        return pause;
    }

    private Duration pause(int failures) {
        Duration pause = firstPause;
        for (int each = 1; each < failures && pause.compareTo(LONGEST_PAUSE) < 0; each++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private boolean isSteady(long now) {
        return failuresInARow == 0 || now - failedAt >= STEADY.toNanos();
    }

    /** Notes that the thread ended without being closed. */
    void died() {
        isDead = true;
    }

    /** The trouble of a thread that is dead, or has failed repeatedly and has not recovered since; otherwise empty. */
    synchronized Optional<Trouble> trouble() {
        if (isDead) {
            return Optional.of(new Trouble(name, concern, "is dead (" + lastFailure + ")"));
        }
        if (failuresInARow < SupervisedThreads.REPEATED || isSteady(nanoClock.getAsLong())) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(
                name, concern, "failed " + failuresInARow + " times in a row and is tried again: " + lastFailure));
    }

    /** Ends the process after an {@link OutOfMemoryError}. */
    static void haltIfOutOfMemory(String thread, Throwable failure, IntConsumer halt) {
        if (failure instanceof OutOfMemoryError) {
            try {
                LOG.error("memory ran out in the thread {}; the process ends", thread, failure);
            } finally {
                halt.accept(OUT_OF_MEMORY);
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
