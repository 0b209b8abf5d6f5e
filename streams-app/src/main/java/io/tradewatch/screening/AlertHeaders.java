package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.kafka.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of an alert: CloudEvents attributes, the location of the transfer's record, and the trace to which it
 * belongs. Data that differs between runs is in the headers and not in the value.
 */
public final class AlertHeaders {
    static final String TRACE_PARENT = "traceparent";
    /** The topic from which the transfer was read; dead letters have the same header. */
    public static final String TOPIC = "tradewatch-topic";

    public static final String PARTITION = "tradewatch-partition";
    public static final String OFFSET = "tradewatch-offset";
    private static final String TRACE_STATE = "tracestate";

    /**
     * The maximum length of a trace header that is copied to the alert, in bytes. Standard trace context values are
     * shorter.
     */
    private static final int LONGEST_PASSED_ON = 1_024;

    /**
     * An upper bound of the headers' size in bytes, without the transfer's id and the names of topic and application.
     */
    private static final long MOST_BYTES = 2L * LONGEST_PASSED_ON + 1_024;

    private final String source;

    /** @param applicationId names this application in {@code ce_source} */
    AlertHeaders(String applicationId) {
        this.source = "/tradewatch/" + applicationId;
    }

    /**
     * The headers of one alert.
     *
     * @param violation the alert
     * @param readFrom the location from which the transfer was read
     * @param received the headers of the transfer's record
     * @param now the wall-clock time, in ms since the epoch
     */
    Headers of(Violation violation, RecordLocation readFrom, Headers received, long now) {
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
        add(headers, TOPIC, readFrom.topic());
        add(headers, PARTITION, Integer.toString(readFrom.partition()));
        add(headers, OFFSET, Long.toString(readFrom.offset()));
        passOn(TRACE_PARENT, received, headers);
        passOn(TRACE_STATE, received, headers);
        return headers;
    }

    /** An upper bound of the size of the headers of a transfer's alert, in bytes. */
    long mostBytes(byte[] transferId, RecordLocation readFrom) {
        return MOST_BYTES
                + transferId.length
                + source.length()
                + readFrom.topic().length();
    }

    private static void passOn(String name, Headers received, Headers headers) {
        Header header = received.lastHeader(name);
        if (header != null && header.value() != null && header.value().length <= LONGEST_PASSED_ON) {
            headers.add(name, header.value());
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
