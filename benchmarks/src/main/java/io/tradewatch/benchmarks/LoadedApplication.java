package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.OpenLoad.Probe;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code tradewatch run} in a process of its own with topics of its own, first over what has piled up there, then under steady
 * load, with every alert looked for.
 */
final class LoadedApplication implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MS = 5;

    private final BenchCluster cluster;
    private final TopicNames topics;
    private final String id;
    private final AlertWatch watch;
    private final OpenLoad load;
    private final RunningCommand command;
    private final Set<String> expected;

    /**
     * What became of the alerts under a load.
     *
     * @param fromAppend their latencies in ms, from the broker's time of the transfer
     * @param fromDue the same from the time at which the transfer was due
     * @param busy how busy the processors of the machine were, in percent, by whatever ran there
     */
    record Latencies(List<Double> fromAppend, List<Double> fromDue, double busy) {}

    private LoadedApplication(BenchCluster cluster, TopicNames topics, String id, Course course, RunningCommand command)
            throws ExecutionException, InterruptedException {
        this.cluster = cluster;
        this.topics = topics;
        this.id = id;
        this.command = command;
        this.expected = new HashSet<>(course.expected());
        this.watch = new AlertWatch(cluster.kafka(), cluster.ends(topics.violations()));
        this.load = new OpenLoad(cluster, topics, course.trade());
    }

    /**
     * Publishes a course, and starts the application.
     *
     * @param settings as environment variables
     */
    static LoadedApplication start(
            BenchCluster cluster, Workshop workshop, String id, Course course, Map<String, String> settings)
            throws IOException, ExecutionException, InterruptedException {
        TopicNames topics = TopicNames.withPrefix(id + "-");
        cluster.createTopics(topics);
        cluster.stampOnAppend(topics.transfers());
        course.publish(cluster, topics, workshop);
        Map<String, String> all = new HashMap<>(settings);
        all.put("TRADEWATCH_TOPICS_PREFIX", id + "-");
        RunningCommand command = RunCommands.start(cluster, workshop, id, id, all);
        return new LoadedApplication(cluster, topics, id, course, command);
    }

    /** Waits until it has worked off what is there. */
    void catchUp() throws ExecutionException, InterruptedException {
        awaitCommitted(sum(cluster.ends(topics.transfers())));
        watch.awaitAll(expected);
    }

    /**
     * Sends transfers as fast as the broker takes them.
     *
     * @return how many of them a second went through, from the first sent to the last committed
     */
    double underRush(int transfers) throws ExecutionException, InterruptedException {
        long end = sum(cluster.ends(topics.transfers())) + transfers;
        long since = System.nanoTime();
        load.rush(transfers);
        awaitCommitted(end);
        return transfers / ((System.nanoTime() - since) / 1e9);
    }

    private void awaitCommitted(long wanted) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sum(cluster.committed(id)) < wanted) {
            command.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(id + " has not caught up after " + PATIENCE);
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Sends at a rate, and returns what became of the alerts after the first second. */
    Latencies under(double perSecond, Duration time) throws ExecutionException, InterruptedException {
        Machine.percentBusy(); // From here on.
        long begun = System.nanoTime();
        List<Probe> sent = load.send(perSecond, SETTLING.plus(time));
        double busy = Machine.percentBusy();
        List<String> ids = sent.stream().map(Probe::violationId).toList();
        watch.awaitAll(ids);
        expected.addAll(ids);
        return latencies(
                sent.stream()
                        .filter(probe -> probe.due() - begun >= SETTLING.toNanos())
                        .toList(),
                busy);
    }

    private Latencies latencies(List<Probe> probes, double busy) throws ExecutionException, InterruptedException {
        Instant now = Instant.now();
        long epoch = Math.addExact(now.getEpochSecond() * 1_000_000_000, now.getNano()) - System.nanoTime();
        List<Double> fromAppend = new ArrayList<>();
        List<Double> fromDue = new ArrayList<>();
        for (Probe probe : probes) {
            long readable = watch.readableAt(probe.violationId()).orElseThrow();
            long appended = probe.written().get().timestamp() * 1_000_000 - epoch;
            // Had it been sent when it was due, it would have been there earlier.
            fromAppend.add((readable - appended + probe.lateNanos()) / 1e6);
            fromDue.add((readable - probe.due()) / 1e6);
        }
        return new Latencies(fromAppend, fromDue, busy);
    }

    /** Stops it, and compares all alerts with those that must be. */
    void stopAndCheck() throws ExecutionException, InterruptedException {
        command.stop();
        ExpectedAlerts.require(expected, PublishedAlerts.all(cluster, topics.violations()), id);
        cluster.admin().deleteTopics(topics.all()).all().get();
    }

    @Override
    public void close() {
        watch.close();
        command.close();
    }
}
