package io.tradewatch.server;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import java.time.Duration;
import java.util.Optional;

/**
 * Polls the schema registry and remembers the result. Health requests use the result, so they are answered at once and put
 * no load on the registry.
 *
 * <p><b>Threading notes.</b> One supervised thread polls; any thread may read the last result.
 */
final class RegistryProbe implements AutoCloseable {
    private final RegistrySchemas schemas;
    private final Running asking;
    private volatile Optional<String> problem = Optional.of("the schema registry was not asked yet");

    private RegistryProbe(RegistrySchemas schemas, Duration interval, SupervisedThreads threads) {
        this.schemas = schemas;
        // If the probe thread fails, the application must not stay ready on its last result.
        this.asking = threads.start("registry-probe", Concern.SCREENING, self -> {
            while (!self.isClosing()) {
                ask();
                self.pause(interval);
            }
        });
    }

    /**
     * Starts to poll.
     *
     * @param schemas the registry; stays open
     * @param interval the pause between two polls
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

    /** Why the registry was unusable at the last poll; empty when it was usable. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        asking.close();
    }
}
