package io.tradewatch.streams;

import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.screening.AlertHeaders;
import io.tradewatch.screening.CauseChain;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ViolationStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Attributes a record that could not be sent to the transfer that caused it. The thread still fails, because its
 * transaction must be aborted.
 *
 * <p>Alerts and dead letters identify their transfer by headers, changelog rows by their keys.
 *
 * <p>Threading notes: called by the producer's threads.
 */
public final class SendFailures implements ProductionExceptionHandler {
    /** The configuration property that passes the clock of the output timestamps. */
    static final String CLOCK = "tradewatch.clock";

    private @Nullable RecordFailures failures;
    private @Nullable TrustedClock clock;

    @Override
    public void configure(Map<String, ?> properties) {
        failures = (RecordFailures) properties.get(RecordFailures.PROPERTY);
        clock = (TrustedClock) properties.get(CLOCK);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!CauseChain.isUnavailability(exception)) {
            note(record, exception);
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // As Kafka declares it.
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }

    private void note(ProducerRecord<byte[], byte[]> record, Exception exception) {
        RecordFailures known = Objects.requireNonNull(failures, "not configured");
        if (exception instanceof InvalidTimestampException
                && Objects.requireNonNull(clock, "not configured").refused()) {
            known.explained(exception);
            return;
        }
        Optional<RecordLocation> place = place(record.headers());
        if (place.isPresent()) {
            known.notSent(place.get(), exception);
        } else if (record.partition() != null) {
            transferOfRow(record).ifPresent(id -> known.notSent(record.partition(), id, exception));
        }
    }

    private static Optional<byte[]> transferOfRow(ProducerRecord<byte[], byte[]> record) {
        return ScreeningTopology.CHANGELOGGED.stream()
                .filter(store -> record.topic().endsWith("-" + store + "-changelog"))
                .findFirst()
                .flatMap(store -> ViolationStore.transferOf(store, record.key()));
    }

    private static Optional<RecordLocation> place(Headers headers) {
        String topic = text(headers, AlertHeaders.TOPIC);
        String partition = text(headers, AlertHeaders.PARTITION);
        String offset = text(headers, AlertHeaders.OFFSET);
        return topic == null || partition == null || offset == null
                ? Optional.empty()
                : Optional.of(new RecordLocation(topic, Integer.parseInt(partition), Long.parseLong(offset)));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
