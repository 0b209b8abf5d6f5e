package io.tradewatch.server;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.PublishedLaw;
import io.tradewatch.server.api.RecentViolations;
import io.tradewatch.server.api.TransferLog;
import io.tradewatch.streams.ScreeningApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Metrics, health and the HTTP server of one running application. The server opens before the application starts, so that
 * it also answers requests during the start.
 *
 * <pre>{@code
 * try (Operations operations = Operations.open(settings);
 *         ScreeningApplication application = ScreeningApplication.start(…, operations.meters())) {
 *     operations.watch(application, kafka, registry, topics);
 *     …
 * }
 * }</pre>
 *
 * <p><b>Threading notes.</b> One thread opens, watches and closes. It publishes the watched application to the server's
 * threads through one reference.
 */
public final class Operations implements AutoCloseable {
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(10);

    private final Metrics metrics = new Metrics();
    private final AtomicReference<Optional<Watched>> watched = new AtomicReference<>(Optional.empty());
    private final RecentViolations recent = new RecentViolations();
    private final OperationsServer server;

    /** An application, and the objects that observe its environment. */
    private record Watched(
            ScreeningApplication application,
            RegistrySchemas schemas,
            RegistryProbe probe,
            ViolationsReader reader,
            TransferLog log)
            implements AutoCloseable {
        Vitals vitals() {
            return Vitals.of(application, probe.problem());
        }

        Optional<PublishedLaw> law() {
            CompiledRuleset law = application.law();
            return law.canScreen()
                    ? Optional.of(new PublishedLaw(
                            law.index(),
                            law.position(),
                            application::publishedLaw,
                            law.screening().maxViolations(),
                            law.unusable()))
                    : Optional.empty();
        }

        @Override
        public void close() {
            reader.close();
            probe.close();
            schemas.close();
        }
    }

    private Operations(HttpSettings settings) throws PortTakenException {
        Health health = new Health(() -> watched.get().map(Watched::vitals), settings.maxLawAge(), Clock.systemUTC());
        metrics.bind(health);
        Api api = new Api(
                () -> watched.get().flatMap(Watched::law),
                () -> watched.get().map(Watched::log),
                recent,
                settings.requestsPerSecond());
        this.server = OperationsServer.start(settings, metrics, health, api);
    }

    /**
     * Opens the server.
     *
     * @throws PortTakenException when another program has the port
     */
    public static Operations open(HttpSettings settings) throws PortTakenException {
        return new Operations(settings);
    }

    /** The meters for the application. */
    public ScreeningMeters meters() {
        return metrics.screening();
    }

    /** The server's URL: {@code http://127.0.0.1:8080}. */
    public String url() {
        return server.url();
    }

    /**
     * Exposes an application from now on.
     *
     * @param kafka properties of a client of Kafka
     * @param registry properties of the schema registry's client
     * @param topics the topics that the application reads and writes
     */
    public void watch(
            ScreeningApplication application, Map<String, Object> kafka, Map<String, ?> registry, TopicNames topics) {
        RegistrySchemas schemas = RegistrySchemas.connect(registry);
        SupervisedThreads threads = metrics.screening().threads();
        RegistryProbe probe = RegistryProbe.start(schemas, PROBE_INTERVAL, threads);
        ViolationsReader reader = ViolationsReader.start(kafka, topics.violations(), schemas, recent, threads);
        TransferLog log = new TransferTraceReader(kafka, topics.transfers(), schemas, SEARCH_PATIENCE);
        watched.set(Optional.of(new Watched(application, schemas, probe, reader, log)));
        metrics.bind(application, probe);
        server.overview().watch(application);
    }

    /** Every registered endpoint, such as {@code GET /metrics}. */
    List<String> endpoints() {
        return server.endpoints();
    }

    @Override
    public void close() {
        server.close();
        watched.getAndSet(Optional.empty()).ifPresent(Watched::close);
        metrics.close();
    }
}
