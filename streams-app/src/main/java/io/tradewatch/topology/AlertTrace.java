package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which alert a thread measures at this moment, so that a measurement can point to an example of itself.
 *
 * <p><b>Threading notes.</b> Each thread sees what it set itself.
 */
public final class AlertTrace {
    /** As W3C Trace Context has it; the last digit's lowest bit says whether the trace is kept anywhere. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f][13579bdf].*");

    /** All that OpenMetrics lets an example say is 128 characters, the names of both included. */
    private static final int LONGEST = 128 - "trace_id".length() - "span_id".length();

    private static final ThreadLocal<@Nullable Ids> CURRENT = new ThreadLocal<>();

    private AlertTrace() {}

    /**
     * Where to look an alert up.
     *
     * @param traceId the trace that the transfer came with, if it is kept; otherwise the transfer's id
     * @param spanId the span that the transfer came with; otherwise the violation's id
     */
    public record Ids(String traceId, String spanId) {}

    /** What the measurement that is made on this thread now is about. */
    public static Optional<Ids> now() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Measures an alert of a transfer that came with some headers. */
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
