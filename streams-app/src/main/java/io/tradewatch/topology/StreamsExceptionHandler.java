package io.tradewatch.topology;

import io.tradewatch.records.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RetriableException;
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
final class StreamsExceptionHandler implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsExceptionHandler.class);

    /** At this number of failures within the window, replacing threads does not help and the client shuts down. */
    private static final int LIMIT = 10;

    /** Limits the search, because a chain of causes may be cyclic. */
    private static final int LONGEST_CHAIN = 100;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final ShutdownSignal stop;
    private final ScreeningMeters meters;
    private final RecordFailures records;
    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable Throwable last;

    /** @param records knows the failures that a record caused; these do not count towards the limit */
    StreamsExceptionHandler(ShutdownSignal stop, ScreeningMeters meters, RecordFailures records) {
        this.stop = stop;
        this.meters = meters;
        this.records = records;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        if (stop.isStopped()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (isUnavailability(exception)) {
            LOG.warn("a stream thread waited in vain and is replaced", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        meters.threadFailure();
        last = exception;
        if (has(exception, OutOfMemoryError.class::isInstance)) {
            LOG.error("out of memory; giving up", exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (has(exception, records::isAttributed)) {
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

    /** Whether any exception of the chain means that the ruleset, the registry or the broker was unavailable. */
    static boolean isUnavailability(Throwable exception) {
        return has(
                exception,
                next -> (next instanceof UnavailableException
                                || next instanceof RegistryUnavailableException
                                || next instanceof RetriableException)
                        && !(next instanceof CorruptRecordException));
    }

    private static boolean has(Throwable exception, Predicate<Throwable> kind) {
        Throwable next = exception;
        for (int depth = 0; next != null && depth < LONGEST_CHAIN; depth++) {
            if (kind.test(next)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }

    /** The last failure; empty if there was none. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }
}
