package io.tradewatch.ops;

import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.topology.SupervisedThreads;
import io.tradewatch.topology.SupervisedThreads.Concern;
import io.tradewatch.topology.SupervisedThreads.Running;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the schema registry again and again whether it is there, so that a question after health is answered at once, and
 * a thousand such questions are none to the registry.
 *
 * <p><b>Threading notes.</b> One supervised thread asks; anybody reads the last answer.
 */
final class RegistryProbe implements AutoCloseable {
    private final RegistrySchemas schemas;
    private final Running asking;
    private volatile Optional<String> problem = Optional.of("the schema registry was not asked yet");

    private RegistryProbe(RegistrySchemas schemas, Duration interval, SupervisedThreads threads) {
        this.schemas = schemas;
        // Where nobody learns whether the registry is there, readiness must not say that it is.
        this.asking = threads.start("registry-probe", Concern.SCREENING, self -> {
            while (!self.isClosing()) {
                ask();
                self.pause(interval);
            }
        });
    }

    /**
     * Begins to ask.
     *
     * @param schemas the registry; stays open
     * @param interval how long to wait between two questions
     * @param threads makes the thread
     */
    static RegistryProbe start(RegistrySchemas schemas, Duration interval, SupervisedThreads threads) {
        return new RegistryProbe(schemas, interval, threads);
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
        asking.close();
    }
}
