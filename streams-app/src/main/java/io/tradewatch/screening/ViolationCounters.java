package io.tradewatch.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradewatch.avro.Violation;
import io.tradewatch.kafka.BoundedLabel;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts alerts by programme, action, target and status, with a bound on each label: measures, including those
 * published by mistake, must not flood the metrics store.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
final class ViolationCounters {
    /** More than the current programmes of the UN, the EU and the US together. */
    static final int MAX_PROGRAMMES = 60;

    static final int MAX_TARGETS = 60;
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final BoundedLabel programmes = new BoundedLabel(MAX_PROGRAMMES);
    private final BoundedLabel targets = new BoundedLabel(MAX_TARGETS);
    private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

    private record Labels(String programme, String action, String target, String status) {}

    ViolationCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Violation alert) {
        Labels labels = new Labels(
                programmes.of(alert.getProgramme() == null ? NONE : alert.getProgramme()),
                alert.getAction() == null ? NONE : alert.getAction().name().toLowerCase(Locale.ROOT),
                targets.of(
                        alert.getMatches().isEmpty()
                                ? NONE
                                : alert.getMatches().get(0).getCountry()),
                alert.getStatus().name().toLowerCase(Locale.ROOT));
        counters.computeIfAbsent(labels, this::register).increment();
    }

    private Counter register(Labels labels) {
        return Counter.builder("tradewatch.violations")
                .description("Alerts passed to the producer, by programme, action, first matching country and status")
                .tag("programme", labels.programme())
                .tag("action", labels.action())
                .tag("target", labels.target())
                .tag("status", labels.status())
                .register(registry);
    }
}
