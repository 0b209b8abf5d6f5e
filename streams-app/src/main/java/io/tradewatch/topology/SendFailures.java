package io.tradewatch.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Tells which transfer a record was written for that could not be sent. The thread fails all the same, as its transaction
 * has to be aborted.
 *
 * <p>Alerts and dead letters name their transfer in their headers. A row of a changelog does not; its transfer is among
 * those of the run that was being screened, or before it.
 *
 * <p>Threading notes: called by the producer's threads.
 */
public final class SendFailures implements ProductionExceptionHandler {
    private @Nullable RecordFailures failures;

    @Override
    public void configure(Map<String, ?> properties) {
        failures = (RecordFailures) properties.get(RecordFailures.PROPERTY);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!ThreadFailures.isUnavailability(exception)) {
            note(context, record, exception);
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

    private void note(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        RecordFailures known = Objects.requireNonNull(failures, "not configured");
        Optional<Origin> place = place(record.headers()).or(() -> inHand(context, known));
        if (place.isEmpty()) {
            if (context.topic() != null) {
                known.suspect(new TopicPartition(context.topic(), context.partition()), last(context), exception);
            }
        } else if (exception instanceof RecordTooLargeException) {
            known.refusedAsTooLarge(place.get(), exception);
        } else {
            known.notSent(place.get(), exception);
        }
    }

    private static Optional<Origin> inHand(ErrorHandlerContext context, RecordFailures known) {
        return context.topic() != null
                        && known.isSuspect(new TopicPartition(context.topic(), context.partition()), context.offset())
                ? Optional.of(new Origin(context.topic(), context.partition(), context.offset()))
                : Optional.empty();
    }

    private static long last(ErrorHandlerContext context) {
        TransferRun run = TransferRun.in(context.headers());
        List<ConsumerRecord<byte[], byte[]>> transfers = run == null ? List.of() : run.transfers();
        return transfers.isEmpty()
                ? context.offset()
                : transfers.get(transfers.size() - 1).offset();
    }

    private static Optional<Origin> place(Headers headers) {
        String topic = text(headers, AlertHeaders.TOPIC);
        String partition = text(headers, AlertHeaders.PARTITION);
        String offset = text(headers, AlertHeaders.OFFSET);
        return topic == null || partition == null || offset == null
                ? Optional.empty()
                : Optional.of(new Origin(topic, Integer.parseInt(partition), Long.parseLong(offset)));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
