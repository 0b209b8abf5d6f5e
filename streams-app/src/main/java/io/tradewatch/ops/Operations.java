package io.tradewatch.ops;

import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.topology.ScreeningApplication;
import io.tradewatch.topology.ScreeningMeters;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The window of one running application: metrics, health and the server that shows them, opened before the application
 * starts, so that somebody who asks meanwhile gets an answer.
 *
 * <pre>{@code
 * try (Operations operations = Operations.open(settings);
 *         ScreeningApplication application = ScreeningApplication.start(…, operations.meters())) {
 *     operations.watch(application, registryProperties);
 *     …
 * }
 * }</pre>
 *
 * <p><b>Threading notes.</b> One thread opens, watches and closes. What it publishes to the server's threads is the
 * watched application, through one reference.
 */
public final class Operations implements AutoCloseable {
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);

    private final Metrics metrics = new Metrics();
    private final ScreeningMeters meters = new ScreeningMeters(metrics.registry());
    private final AtomicReference<Optional<Watched>> watched = new AtomicReference<>(Optional.empty());
    private final OperationsServer server;

    /** An application with what asks after its surroundings. */
    private record Watched(ScreeningApplication application, RegistryProbe probe) {
        Vitals vitals() {
            return Vitals.of(application, probe.problem());
        }
    }

    private Operations(HttpSettings settings) throws PortTakenException {
        Health health = new Health(() -> watched.get().map(Watched::vitals), settings.maxLawAge(), Clock.systemUTC());
        metrics.bind(health);
        this.server = OperationsServer.start(settings, metrics, health);
    }

    /**
     * Opens the server.
     *
     * @throws PortTakenException when another program has the port
     */
    public static Operations open(HttpSettings settings) throws PortTakenException {
        return new Operations(settings);
    }

    /** What the application is to count with. */
    public ScreeningMeters meters() {
        return meters;
    }

    /** Where the server is found: {@code http://127.0.0.1:8080}. */
    public String url() {
        return server.url();
    }

    /**
     * Shows an application from now on. It is to be closed after this.
     *
     * @param registry the properties of the schema registry's client
     */
    public void watch(ScreeningApplication application, Map<String, ?> registry) {
        RegistryProbe probe = RegistryProbe.start(RegistrySchemas.connect(registry), PROBE_INTERVAL);
        watched.set(Optional.of(new Watched(application, probe)));
        metrics.bind(application, probe);
    }

    @Override
    public void close() {
        server.close();
        watched.getAndSet(Optional.empty()).ifPresent(gone -> gone.probe().close());
        metrics.close();
    }
}
