package io.tradewatch.screening;

import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.kafka.Waits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries calls to an unavailable service with growing pauses until a call succeeds, the limit is reached or the
 * application stops. No record is lost by a wait: a record that could not be processed is read again.
 */
public final class RetryPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPolicy.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ShutdownSignal stop;
    private final Duration limit;
    private final ScreeningMeters meters;
    private Listener listener = new Listener() {};

    /** Receives a call at the begin and at the end of each wait of a thread. */
    interface Listener {
        /** The thread begins to wait. */
        default void waits() {}

        /** The wait has ended. */
        default void goesOn() {}
    }

    /** A call that needs the schema registry. */
    @FunctionalInterface
    public interface RegistryCall<T> {
        T call() throws RegistryUnavailableException;
    }

    /** @param limit the longest wait of a stream thread; well below {@code max.poll.interval.ms} */
    public RetryPolicy(ShutdownSignal stop, Duration limit, ScreeningMeters meters) {
        this.stop = stop;
        this.limit = limit;
        this.meters = meters;
    }

    /** Sets the listener that is notified of every later wait. */
    public void tell(Listener told) {
        listener = told;
    }

    /**
     * Calls the registry from a stream thread, which must poll again before its poll deadline.
     *
     * @throws UnavailableException when the limit is reached; the thread must then be replaced
     */
    <T> T withRegistry(RegistryCall<T> call) {
        return withRegistry(call, System.nanoTime() + limit.toNanos());
    }

    /** Calls the registry from the global thread and retries without limit: the global thread has no poll deadline. */
    public <T> T withRegistryForAsLongAsItTakes(RegistryCall<T> call) {
        return withRegistry(call, Long.MAX_VALUE);
    }

    private <T> T withRegistry(RegistryCall<T> call, long deadline) {
        try {
            return call.call();
        } catch (RegistryUnavailableException e) {
            meters.registryRetry();
            listener.waits();
            try {
                return meters.waits().during(Waits.For.REGISTRY, () -> again(call, e, deadline));
            } finally {
                listener.goesOn();
            }
        }
    }

    private <T> T again(RegistryCall<T> call, RegistryUnavailableException first, long deadline) {
        RegistryUnavailableException problem = first;
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
                throw new UnavailableException(
                        "the schema registry did not answer for " + limit.toSeconds() + " s", problem);
            }
            LOG.warn(
                    "the schema registry does not answer, trying again in {} ms: {}",
                    pause.toMillis(),
                    problem.getMessage());
            stop.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            try {
                return call.call();
            } catch (RegistryUnavailableException e) {
                meters.registryRetry();
                problem = e;
            }
        }
    }
}
