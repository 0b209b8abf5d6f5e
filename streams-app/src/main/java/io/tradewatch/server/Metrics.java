package io.tradewatch.server;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.AlertTrace;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ScreeningApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All metrics, in Prometheus format. A test compares the table in docs/operations.md with them. Safe for use by several
 * threads.
 */
final class Metrics implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    /** How soon the metrics of a new task and of its clients appear. */
    private static final Duration KAFKA_REFRESH = Duration.ofSeconds(10);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
            new ExamplesInBuckets(), new PrometheusRegistry(), Clock.SYSTEM, new Exemplars());
    private final ScreeningMeters screening = new ScreeningMeters(registry);
    private final Deque<AutoCloseable> bound = new ArrayDeque<>();

    /**
     * Adds exemplars only to the series for which OpenMetrics 1.0 allows them. Prometheus rejects the whole page otherwise.
     */
    private static final class ExamplesInBuckets implements PrometheusConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            return new Properties();
        }
    }

    Metrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        bound.push(collections);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** The meters of an application, and the factory of the threads around it. */
    ScreeningMeters screening() {
        return screening;
    }

    /** Exposes the health status as metrics, for alerting. */
    void bind(Health health) {
        gauge(
                "tradewatch.live",
                "1 while the application is alive, 0 when only a restart helps",
                null,
                health,
                it -> is(it.live().isUp()));
        gauge(
                "tradewatch.ready",
                "1 while incoming transfers are screened without delay",
                null,
                health,
                it -> is(it.ready().isUp()));
    }

    /** Exposes an application: its ruleset, its threads and Kafka's own metrics. */
    void bind(ScreeningApplication application, RegistryProbe probe) {
        law(
                "measures",
                "Active measures",
                null,
                application,
                it -> it.law().index().size());
        law(
                "complete",
                "1 when the ruleset is sufficient to screen with",
                null,
                application,
                it -> is(it.law().canScreen()));
        law(
                "position",
                "Offset in the measures topic up to which the ruleset is compiled",
                null,
                application,
                it -> law(it).position());
        law("age", "Age of the newest record in the measures topic", "seconds", application, Metrics::lawAge);
        law(
                "compile",
                "Duration of the last compilation of the ruleset",
                "seconds",
                application,
                it -> seconds(it.rulesetState().compileTime()));
        law(
                "malformed",
                "Records of the measures topic that cannot be read",
                null,
                application,
                it -> it.rulesetState().malformed().size());
        gauge(
                "tradewatch.ruleset.unusable",
                "Records missing from the ruleset: their measures find nothing new, their tables apply in an older version",
                null,
                application,
                it -> it.law().unusable().size());
        gauge(
                "tradewatch.stream.threads.alive",
                "Stream threads that are alive",
                null,
                application,
                it -> Vitals.threadsAlive(it.streams()));
        gauge(
                "tradewatch.registry.reachable",
                "1 when the schema registry answered the last call",
                null,
                probe,
                it -> is(it.problem().isEmpty()));
        gauge(
                "tradewatch.schemas.incomplete",
                "Writer schemas of transfers read since the start that lack a field used for screening",
                null,
                application,
                ScreeningApplication::incompleteSchemas);
        RescreenBacklog rescreenBacklog = new RescreenBacklog(application::tasks, System::nanoTime);
        gauge(
                "tradewatch.rescreening.passes",
                "Tasks with a rescreening pass that is under way or due",
                null,
                rescreenBacklog,
                RescreenBacklog::passesOpen);
        gauge(
                "tradewatch.rescreening.records.left",
                "Past transfers that rescreening passes under way have yet to read",
                null,
                rescreenBacklog,
                RescreenBacklog::recordsLeft);
        gauge(
                "tradewatch.rescreening.age",
                "Age of the oldest rescreening pass that is under way or due",
                "seconds",
                rescreenBacklog,
                RescreenBacklog::ageInSeconds);
        ScheduledExecutorService refreshing = screening.threads().scheduler("kafka-metrics", Concern.WINDOW);
        bound.push(refreshing::shutdownNow);
        KafkaStreamsMetrics streams =
                new KafkaStreamsMetrics(application.streams(), List.of(), refreshing, KAFKA_REFRESH);
        streams.bindTo(registry);
        bound.push(streams);
    }

    private static CompiledRuleset law(ScreeningApplication application) {
        return application.law();
    }

    private static double lawAge(ScreeningApplication application) {
        return application
                .rulesetState()
                .lastPublished()
                .map(at -> Math.max(0, Duration.between(at, Instant.now()).toMillis() / MILLIS))
                .orElse(Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static double is(boolean holds) {
        return holds ? 1 : 0;
    }

    private void law(
            String name,
            String description,
            @Nullable String unit,
            ScreeningApplication application,
            ToDoubleFunction<ScreeningApplication> value) {
        gauge("tradewatch.law." + name, description, unit, application, value);
    }

    private <T> void gauge(String name, String description, @Nullable String unit, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    /** All metrics, in the format that the scraper accepts. */
    String scrape(@Nullable String accepted) {
        return registry.scrape(contentType(accepted));
    }

    /** The format that fits what a scraper accepts. */
    static String contentType(@Nullable String accepted) {
        return accepted != null && accepted.contains("application/openmetrics-text")
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }

    @Override
    public void close() {
        for (AutoCloseable one : bound) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a set of metrics does not close", e);
            }
        }
        registry.close();
    }

    /** Supplies Prometheus' client with the alert that a latency measurement is an example of. */
    private static final class Exemplars implements SpanContext {
        @Override
        public @Nullable String getCurrentTraceId() {
            return AlertTrace.now().map(AlertTrace.Ids::traceId).orElse(null);
        }

        @Override
        public @Nullable String getCurrentSpanId() {
            return AlertTrace.now().map(AlertTrace.Ids::spanId).orElse(null);
        }

        @Override
        public boolean isCurrentSpanSampled() {
            return AlertTrace.now().isPresent();
        }

        @Override
        public void markCurrentSpanAsExemplar() {
            // There is no tracer whose spans could be marked.
        }
    }
}
