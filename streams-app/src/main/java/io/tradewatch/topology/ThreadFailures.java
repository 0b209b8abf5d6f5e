package io.tradewatch.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stream threads that fail, unless they keep failing.
 *
 * <p><b>Threading notes.</b> Called by any thread of Kafka Streams; state is guarded by this object's lock.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    /** So many failures within the window mean that replacing threads does not help. */
    private static final int LIMIT = 10;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final StopSignal stop;
    private final ScreeningMeters meters;
    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable Throwable last;

    ThreadFailures(StopSignal stop, ScreeningMeters meters) {
        this.stop = stop;
        this.meters = meters;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        if (stop.isStopped()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        meters.threadFailure();
        long now = System.nanoTime();
        failures.addLast(now);
        failures.removeIf(at -> now - at > WINDOW.toNanos());
        last = exception;
        if (failures.size() >= LIMIT) {
            LOG.error("{} stream threads failed within {}; giving up", failures.size(), WINDOW, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is replaced", exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The last failure, if there was one. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }
}
