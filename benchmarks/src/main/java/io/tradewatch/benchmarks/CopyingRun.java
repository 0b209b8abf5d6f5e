package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Times copying over a whole topic, and lets the time count only if as much was copied as must be.
 *
 * @param from the topic that is read
 * @param to the topic that is written
 */
record CopyingRun(BenchCluster cluster, Workshop workshop, String from, String to) {
    /** Copies by Kafka Streams. */
    Lap time(String id) throws ExecutionException, InterruptedException {
        Path state = workshop.scratch().resolve(id);
        Map<TopicPartition, Long> before = cluster.ends(to);
        Map<TopicPartition, Long> ends = cluster.ends(from);
        Lap taken;
        try (Instance instance = CopyingInstance.start(cluster.kafka(), id, state, from, to)) {
            taken = new Stopwatch(cluster, id, ends).time(instance.streams());
        } finally {
            Workshop.delete(state);
        }
        requireCopies(id, before, ends);
        return taken;
    }

    /** Copies by a consumer and a producer alone. */
    Lap timeBare(String id) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> before = cluster.ends(to);
        Map<TopicPartition, Long> ends = cluster.ends(from);
        Lap taken;
        try (BareCopying copying = BareCopying.start(cluster.kafka(), id, from, to)) {
            taken = new Stopwatch(cluster, id, ends).time(copying::read, id::equals);
        }
        requireCopies(id, before, ends);
        return taken;
    }

    /** Of every partition the first transfer, and one in a thousand after it. */
    private void requireCopies(String id, Map<TopicPartition, Long> before, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        long expected = ends.values().stream()
                .mapToLong(end -> (end + CopyingInstance.ONE_IN - 1) / CopyingInstance.ONE_IN)
                .sum();
        int copied = PublishedAlerts.ids(cluster, before, cluster.ends(to)).size();
        if (copied != expected) {
            throw new WrongOutputException(id + ": expected " + expected + " copies; found " + copied);
        }
    }
}
