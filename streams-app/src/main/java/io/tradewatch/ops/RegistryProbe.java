package io.tradewatch.ops;

import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks the schema registry again and again whether it is there, so that a question after health is answered at once, and
 * a thousand such questions are none to the registry.
 *
 * <p><b>Threading notes.</b> One thread of its own asks; anybody reads the last answer.
 */
final class RegistryProbe implements AutoCloseable {
    private final RegistrySchemas schemas;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> problem = Optional.of("the schema registry was not asked yet");

    private RegistryProbe(RegistrySchemas schemas, Duration interval) {
        this.schemas = schemas;
        this.interval = interval;
    }

    /**
     * Begins to ask.
     *
     * @param schemas the registry; stays open
     */
    static RegistryProbe start(RegistrySchemas schemas, Duration interval) {
        RegistryProbe probe = new RegistryProbe(schemas, interval);
        Thread asking = new Thread(probe::askUntilClosed, "registry-probe");
        asking.setDaemon(true);
        asking.start();
        return probe;
    }

    private void askUntilClosed() {
        try {
            do {
                ask();
            } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        try {
            schemas.requireReachable();
            problem = Optional.empty();
        } catch (RegistryUnavailableException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why the registry could not be used when it was last asked; empty where it could. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
