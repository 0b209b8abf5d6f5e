package io.tradewatch.chaos;

import io.tradewatch.streams.promises.ProducedTransfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends transfers at a steady pace until it is told to stop, whatever happens to the brokers.
 *
 * <p><b>Threading notes.</b> One thread sends, Kafka's producer thread notes what was written; any thread may look.
 */
final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** So far may sending be ahead of screening: there is always work left, on a slow machine as on a fast one. */
    private static final long MOST_AHEAD = 20_000;

    private static final long BATCH_NANOS = Duration.ofMillis(10).toNanos();

    private final String topic;
    private final Trade trade;
    private final int perSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<ProducedTransfer> written = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean isStopped;
    private volatile long ceiling = MOST_AHEAD;

    Traffic(Map<String, Object> kafka, String topic, Trade trade, int perSecond) {
        this.topic = topic;
        this.trade = trade;
        this.perSecond = perSecond;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        settings.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("max.block.ms", PATIENCE.toMillis());
        settings.put("linger.ms", 5);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void start() {
        thread.start();
    }

    /** Notes how many are screened, so that sending does not run away from it. */
    void screened(long count) {
        ceiling = count + MOST_AHEAD;
    }

    /** How many were sent so far. */
    long sent() {
        return sent.get();
    }

    /** Stops sending and returns what was written, in the order of offsets within each partition. */
    List<ProducedTransfer> stop() throws InterruptedException {
        isStopped = true;
        thread.join();
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("transfers cannot be sent", failure.get());
        }
        return List.copyOf(written);
    }

    private void run() {
        long began = System.nanoTime();
        try {
            while (!isStopped && failure.get() == null) {
                long due = (System.nanoTime() - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
                if (sent.get() < Math.min(due, ceiling)) {
                    send(trade.next());
                } else {
                    LockSupport.parkNanos(BATCH_NANOS);
                }
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is noted by the callback.
    private void send(Trade.Parcel parcel) {
        producer.send(
                new ProducerRecord<>(topic, parcel.key(), parcel.value()),
                (metadata, exception) -> note(parcel, metadata, exception));
        sent.incrementAndGet();
    }

    private void note(Trade.Parcel parcel, RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure.compareAndSet(null, exception);
        } else {
            int partition = metadata.partition();
            long offset = metadata.offset();
            written.add(
                    parcel.transfer() == null
                            ? ProducedTransfer.poison(
                                    partition,
                                    offset,
                                    parcel.key(),
                                    parcel.value(),
                                    Objects.requireNonNull(parcel.defect()))
                            : ProducedTransfer.good(
                                    partition,
                                    offset,
                                    parcel.key(),
                                    Objects.requireNonNull(parcel.value()),
                                    parcel.transfer()));
        }
    }

    @Override
    public void close() {
        isStopped = true;
        producer.close(Duration.ofSeconds(5));
    }
}
