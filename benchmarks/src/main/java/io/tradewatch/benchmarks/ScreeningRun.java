package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Times the live application over a whole topic of transfers, and lets the time count only if it published exactly what it
 * must.
 *
 * @param topics the topics of the application
 * @param ends the offsets at which a run is over
 * @param expected the ids of the violations that must be published
 */
record ScreeningRun(
        BenchCluster cluster,
        Workshop workshop,
        TopicNames topics,
        Map<TopicPartition, Long> ends,
        Set<String> expected) {

    /** Starts an application. */
    @FunctionalInterface
    interface Starting {
        /** From nothing, with its state in this folder. */
        Instance start(Path state) throws Exception;
    }

    /**
     * Runs it once.
     *
     * @param id the application's id; no other run has the same
     */
    Lap time(String id, Starting starting) throws Exception {
        Map<TopicPartition, Long> alertsBefore = cluster.ends(topics.violations());
        Path state = workshop.scratch().resolve(id);
        Lap taken;
        try (Instance instance = starting.start(state)) {
            taken = new Stopwatch(cluster, id, ends).time(instance.streams());
        }
        List<String> published = PublishedAlerts.ids(cluster, alertsBefore, cluster.ends(topics.violations()));
        ExpectedAlerts.require(expected, published, id);
        cluster.deleteInternalTopics(id);
        Workshop.delete(state);
        return taken;
    }
}
