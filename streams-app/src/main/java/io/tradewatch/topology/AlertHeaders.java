package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of an alert: CloudEvents attributes, where the transfer was read from, and the trace that it belongs to.
 * What differs from one run to the next stands here and not in the value.
 */
final class AlertHeaders {
    static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_STATE = "tracestate";

    private final String source;

    /** @param applicationId names this application in {@code ce_source} */
    AlertHeaders(String applicationId) {
        this.source = "/tradewatch/" + applicationId;
    }

    /**
     * The headers of one alert.
     *
     * @param violation the alert
     * @param readFrom where the transfer was read from
     * @param received the headers of the transfer's record
     * @param now the time by the clock, in ms since the epoch
     */
    Headers of(Violation violation, Origin readFrom, Headers received, long now) {
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", violation.getViolationId() + "/" + violation.getSequence());
        add(
                headers,
                "ce_type",
                "io.tradewatch.violation." + violation.getStatus().name().toLowerCase(Locale.ROOT));
        add(headers, "ce_source", source);
        add(headers, "ce_subject", violation.getTransferId());
        add(headers, "ce_time", Instant.ofEpochMilli(now).toString());
        add(headers, "content-type", "application/avro");
        add(headers, "tradewatch-topic", readFrom.topic());
        add(headers, "tradewatch-partition", Integer.toString(readFrom.partition()));
        add(headers, "tradewatch-offset", Long.toString(readFrom.offset()));
        passOn(TRACE_PARENT, received, headers);
        passOn(TRACE_STATE, received, headers);
        return headers;
    }

    private static void passOn(String name, Headers received, Headers headers) {
        Header header = received.lastHeader(name);
        if (header != null) {
            headers.add(name, header.value());
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
