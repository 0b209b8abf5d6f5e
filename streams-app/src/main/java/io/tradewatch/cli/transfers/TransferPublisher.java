package io.tradewatch.cli.transfers;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.CliException;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.SchemaRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of a file and tracks the result of each.
 *
 * <p>Threading notes: one thread publishes; the producer's thread counts.
 */
final class TransferPublisher implements AutoCloseable {
    /** A longer outage of a broker is reported as a failure. */
    private static final int PATIENCE_MS = 30_000;

    private final String topic;
    private final RegistryEncoder<Transfer> encoder;
    private final Producer<byte[], byte[]> producer;
    private final AtomicLong published = new AtomicLong();
    private final Map<Long, Refused> refused = new ConcurrentSkipListMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * A transfer that the broker never accepts.
     *
     * @param transfer with its rows
     * @param detail the broker's reason
     */
    record Refused(TransferRow.Good transfer, String detail) {}

    TransferPublisher(Map<String, Object> kafka, RegistrySchemas schemas, String topic) {
        this.topic = topic;
        this.encoder = RegistryEncoder.transfers(schemas, topic, Registration.AUTOMATIC);
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 3);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @throws CliException when an earlier row could not be published, and later ones would fail in the same way */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback handles failures.
    void publish(TransferRow.Good row) {
        requireNoFailure();
        byte[] key = row.screenable().transferId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, encoded(row.transfer())), (written, exception) -> {
            if (exception == null) {
                published.incrementAndGet();
            } else if (exception instanceof RecordTooLargeException) {
                refused.put(row.line(), new Refused(row, String.valueOf(exception.getMessage())));
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Waits until every row is acknowledged or refused. */
    void finish() {
        producer.flush();
        requireNoFailure();
    }

    /** Number of acknowledged rows. */
    long published() {
        return published.get();
    }

    /** The transfers that the broker never accepts, in the order of the file. */
    Collection<Refused> refused() {
        return refused.values();
    }

    private byte[] encoded(Transfer transfer) {
        try {
            return encoder.encode(transfer);
        } catch (RegistryUnavailableException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()), "Publish the file again when it is back. " + soFar(), e);
        } catch (SchemaRefusedException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()), "Look at the subject " + topic + "-value in the registry.", e);
        }
    }

    private void requireNoFailure() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new CliException(
                    "publishing into " + topic + " failed: " + failed.getMessage(),
                    "Fix that and publish the whole file again: what is there already does no harm. " + soFar(),
                    failed);
        }
    }

    private String soFar() {
        return published.get() + " transfers have arrived.";
    }

    @Override
    public void close() {
        producer.close();
    }
}
