package io.tradewatch.cli.demo;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.CliException;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes transfers to their topic. Rows of a file that cannot become records go to the dead letters, as in the
 * application.
 *
 * <p>For one thread.
 */
public final class TransferFeed implements AutoCloseable {
    private static final int LINGER_MS = 5;

    /** Short: required records were flushed before, and after a failure the rest does not arrive by waiting. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final TopicNames topics;
    private final RegistryEncoder<Transfer> encoder;
    private final Producer<byte[], byte[]> producer;
    private final AtomicLong count;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param count is incremented for each sent record */
    TransferFeed(Map<String, Object> kafka, RegistrySchemas schemas, TopicNames topics, AtomicLong count) {
        this.topics = topics;
        this.count = count;
        this.encoder = RegistryEncoder.transfers(schemas, topics.transfers(), Registration.AUTOMATIC);
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a transfer, complete or incomplete: the application detects missing fields. */
    public void send(Transfer transfer) {
        String id = transfer.getTransferId();
        byte[] key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
        try {
            send(new ProducerRecord<>(topics.transfers(), key, encoder.encode(transfer)));
        } catch (RegistryUnavailableException e) {
            throw new CliException(
                    "the registry of the demo does not answer: " + e.getMessage(), "Start the demo again.", e);
        }
    }

    /**
     * Sends a row that is not a transfer to the dead letters.
     *
     * @param file the file's name
     * @param line the line on which the row begins, from 1
     * @param row the row's bytes
     * @param defect its defect
     */
    public void sendDeadLetter(String file, long line, byte[] row, StructuralDefect defect) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.deadLetters(), row);
        Headers headers = record.headers();
        add(headers, DeadLetters.REASON, defect.reason().name());
        add(headers, DeadLetters.DETAIL, defect.detail());
        add(headers, DeadLetters.TOPIC, file);
        add(headers, DeadLetters.OFFSET, Long.toString(line));
        send(record);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback handles failures.
    private void send(ProducerRecord<byte[], byte[]> record) {
        requireNoFailure();
        count.incrementAndGet();
        producer.send(record, (written, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Waits until every sent record is acknowledged. */
    void flush() {
        producer.flush();
        requireNoFailure();
    }

    private void requireNoFailure() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new CliException(
                    "a transfer could not be published: " + failed.getMessage(),
                    "Start it again; the log of the broker is in the data folder.",
                    failed);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
