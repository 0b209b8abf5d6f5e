package io.tradewatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes when each alert became readable for a consumer of committed records.
 *
 * <p><b>Threading notes.</b> One thread of its own reads; any thread may ask.
 */
final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = 500_000;

    private final Map<String, Long> readableAt = new ConcurrentHashMap<>();
    private final Set<String> twice = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> from;
    private final Map<String, Object> kafka;
    private final Thread thread;
    private volatile boolean isClosed;

    /** Watches what is published after these offsets. */
    AlertWatch(Map<String, Object> kafka, Map<TopicPartition, Long> from) {
        this.kafka = kafka;
        this.from = from;
        this.thread = new Thread(this::read, "alert-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = PublishedAlerts.consumer(kafka)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (!isClosed) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                records.forEach(record -> {
                    String id = new String(record.key(), StandardCharsets.UTF_8);
                    if (readableAt.putIfAbsent(id, now) != null) {
                        twice.add(id);
                    }
                });
            }
        }
    }

    /** When an alert became readable, in the terms of {@link System#nanoTime}; empty if it has not. */
    OptionalLong readableAt(String violationId) {
        Long at = readableAt.get(violationId);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /**
     * When a share of these, which are all readable, had become so, in the terms of {@link System#nanoTime}.
     *
     * @param share 0 to 1
     */
    long readableAt(Collection<String> violationIds, double share) {
        long[] moments = violationIds.stream()
                .mapToLong(id -> readableAt(id).orElseThrow())
                .sorted()
                .toArray();
        return moments[(int) (share * (moments.length - 1))];
    }

    /** Waits until all of these are readable, and returns when the last became so. */
    long awaitAll(Collection<String> violationIds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long last = Long.MIN_VALUE;
        for (String id : violationIds) {
            while (readableAt(id).isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new WrongOutputException("the alert " + id + " is not there after " + PATIENCE);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            last = Math.max(last, readableAt(id).orElseThrow());
        }
        return last;
    }

    /** Fails where an alert was told twice. */
    void requireNoneTwice() {
        if (!twice.isEmpty()) {
            throw new WrongOutputException(twice.size() + " alerts were published twice");
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Workshop.awaitEnd(thread);
    }
}
