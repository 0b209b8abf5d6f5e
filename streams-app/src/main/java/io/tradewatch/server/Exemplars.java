package io.tradewatch.server;

import io.prometheus.metrics.tracer.common.SpanContext;
import io.tradewatch.screening.AlertTrace;
import org.jspecify.annotations.Nullable;

/** Supplies Prometheus' client with the alert that a latency measurement is an example of. */
final class Exemplars implements SpanContext {
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
