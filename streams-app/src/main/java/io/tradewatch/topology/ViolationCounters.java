package io.tradewatch.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradewatch.avro.Violation;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts alerts by programme, action, target and status, with a bound on each: what is published as law, or by mistake as
 * law, must not flood whoever stores the metrics.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
final class ViolationCounters {
    /** More than there are programmes of the UN, the EU and the US together today. */
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
