package io.tradewatch.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends all waits when the application stops. Safe for use by several threads. */
public final class ShutdownSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Signals the stop; further calls have no effect. */
    public void stop() {
        stopped.countDown();
    }

    /** Whether the application stops. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /**
     * Waits for a time, or until the application stops.
     *
     * @param duration zero or more
     * @throws Stopped when the application stops, or the thread is interrupted
     */
    public void pause(Duration duration) {
        try {
            if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** Aborts the processing of a record, so that its offset is not committed. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super("the application stops");
        }
    }
}
