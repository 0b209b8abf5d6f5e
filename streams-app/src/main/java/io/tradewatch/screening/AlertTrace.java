package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The alert that a thread currently measures, so that a measurement can reference it as its exemplar.
 *
 * <p><b>Threading notes.</b> The value is thread-local.
 */
public final class AlertTrace {
    /** The format of W3C Trace Context; the lowest bit of the last digit states whether the trace is sampled. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f][13579bdf].*");

    /** OpenMetrics limits the labels of an exemplar to 128 characters, including both names. */
    private static final int LONGEST = 128 - "trace_id".length() - "span_id".length();

    private static final ThreadLocal<@Nullable Ids> CURRENT = new ThreadLocal<>();

    private AlertTrace() {}

    /**
     * The ids by which an alert is found.
     *
     * @param traceId the trace id of the transfer's record, if the trace is sampled; otherwise the transfer's id
     * @param spanId the span id of the transfer's record, if the trace is sampled; otherwise the violation's id
     */
    public record Ids(String traceId, String spanId) {}

    /** The ids of the alert that is measured on this thread now. */
    public static Optional<Ids> now() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Runs a measurement of an alert whose transfer had the given headers. */
    static void measure(Violation alert, Headers received, Runnable measurement) {
        CURRENT.set(of(alert, received));
        try {
            measurement.run();
        } finally {
            CURRENT.remove();
        }
    }

    private static @Nullable Ids of(Violation alert, Headers received) {
        Header header = received.lastHeader(AlertHeaders.TRACE_PARENT);
        if (header != null && header.value() != null) {
            Matcher parent = TRACE_PARENT.matcher(new String(header.value(), StandardCharsets.ISO_8859_1));
            if (parent.matches()) {
                return new Ids(parent.group(1), parent.group(2));
            }
        }
        boolean fits = alert.getTransferId().length() + alert.getViolationId().length() <= LONGEST;
        return fits ? new Ids(alert.getTransferId(), alert.getViolationId()) : null;
    }
}
