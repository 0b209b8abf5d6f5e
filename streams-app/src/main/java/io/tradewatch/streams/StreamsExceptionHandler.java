package io.tradewatch.streams;

import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.screening.CauseChain;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stream threads that fail, unless they fail repeatedly. A thread that stops waiting for an unavailable
 * service does not count as failed: it is replaced without a limit.
 *
 * <p><b>Threading notes.</b> Called by any thread of Kafka Streams; state is guarded by this object's lock.
 */
public final class StreamsExceptionHandler implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsExceptionHandler.class);

    /** At this number of failures within the window, replacing threads does not help and the client shuts down. */
    private static final int LIMIT = 10;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final ShutdownSignal stop;
    private final ScreeningMeters meters;
    private final RecordFailures records;
    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable Throwable last;

    /** @param records knows the failures that a record caused; these do not count towards the limit */
    public StreamsExceptionHandler(ShutdownSignal stop, ScreeningMeters meters, RecordFailures records) {
        this.stop = stop;
        this.meters = meters;
        this.records = records;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        if (stop.isStopped()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (CauseChain.isUnavailability(exception)) {
            LOG.warn("a stream thread waited in vain and is replaced", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        meters.threadFailure();
        last = exception;
        if (CauseChain.has(exception, OutOfMemoryError.class::isInstance)) {
            LOG.error("out of memory; giving up", exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (CauseChain.has(exception, records::isAttributed)) {
            LOG.error("a stream thread failed with a record, and is replaced", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        long now = System.nanoTime();
        failures.addLast(now);
        failures.removeIf(at -> now - at > WINDOW.toNanos());
        if (failures.size() >= LIMIT) {
            LOG.error("{} stream threads failed within {}; giving up", failures.size(), WINDOW, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is replaced", exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The last failure; empty if there was none. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }
}
