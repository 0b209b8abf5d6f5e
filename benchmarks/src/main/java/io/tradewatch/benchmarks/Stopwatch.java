package io.tradewatch.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Times an instance from the moment in which all its tasks run and a tenth of the records was got to the moment in which
 * the offsets of all are committed. What it took to get there (joining the group, replaying the law, opening the stores of one task
 * after another) is another measurement.
 */
final class Stopwatch {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double UNTIMED = 0.1;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final BenchCluster cluster;
    private final String group;
    private final Map<TopicPartition, Long> ends;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    /**
     * A watch on one run.
     *
     * @param group the application's id
     * @param ends the offsets at which the run is over
     */
    Stopwatch(BenchCluster cluster, String group, Map<TopicPartition, Long> ends) {
        this.cluster = cluster;
        this.group = group;
        this.ends = ends;
    }

    /**
     * What a run took.
     *
     * @param records how many were read in that time
     * @param seconds by the clock
     * @param threadSeconds of a processor, by the threads that do the work alone: what a busy machine lengthens least
     */
    record Lap(double records, double seconds, double threadSeconds) {
        /** Seconds by the clock for each record. */
        double secondsEach() {
            return seconds / records;
        }

        /** Seconds of a processor for each record. */
        double threadSecondsEach() {
            return threadSeconds / records;
        }
    }

    /** Waits until the run of an application of Kafka Streams is over, and returns what it took. */
    Lap time(KafkaStreams streams) throws ExecutionException, InterruptedException {
        List<? extends Metric> consumed = streams.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("records-consumed-total")
                        && !entry.getKey().tags().containsKey("topic")
                        && String.valueOf(entry.getKey().tags().get("client-id"))
                                .matches(".*StreamThread-\\d+-consumer"))
                .map(Map.Entry::getValue)
                .toList();
        awaitRunning(streams);
        return time(() -> sum(consumed), thread -> thread.startsWith(group + "-") && thread.contains("StreamThread-"));
    }

    /**
     * Waits until any run is over, and returns what it took.
     *
     * @param consumed how many records it has got so far
     * @param isWorker tells the threads that do the work by their names
     */
    Lap time(DoubleSupplier consumed, Predicate<String> isWorker) throws ExecutionException, InterruptedException {
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        while (consumed.getAsDouble() < total * UNTIMED) {
            pause(1);
        }
        double before = consumed.getAsDouble();
        long started = System.nanoTime();
        long threadsStarted = threadNanos(isWorker);
        while (consumed.getAsDouble() < total) {
            pause(5);
        }
        awaitCommitted();
        return new Lap(
                total - before, (System.nanoTime() - started) / 1e9, (threadNanos(isWorker) - threadsStarted) / 1e9);
    }

    /** Waits until an application of Kafka Streams has joined its group, and all its tasks run. */
    static void awaitRunning(KafkaStreams streams) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not running after " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(1);
        }
    }

    private static long threadNanos(Predicate<String> isWorker) {
        long nanos = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && isWorker.test(thread.getThreadName())) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    /** Waits until everything up to the ends is committed. */
    void awaitCommitted() throws ExecutionException, InterruptedException {
        while (!isDone(cluster.committed(group))) {
            pause(5);
        }
    }

    private boolean isDone(Map<TopicPartition, Long> committed) {
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static double sum(List<? extends Metric> metrics) {
        return metrics.stream()
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    private void pause(long millis) throws InterruptedException {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException(group + " is not done after " + PATIENCE.toMinutes() + " minutes");
        }
        Thread.sleep(millis);
    }
}
