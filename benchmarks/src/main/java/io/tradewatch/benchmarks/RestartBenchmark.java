package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;

/**
 * Interrupts {@code tradewatch run} under steady traffic and takes the time until it commits again: the first partition,
 * and all of them.
 */
final class RestartBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String APPLICATION = "restarted";
    private static final int MEASURES = 1_000;
    private static final int POLL_MS = 10;
    private static final int LAG_OF_THE_IDLE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SESSION = "TRADEWATCH_KAFKA_SESSION_TIMEOUT_MS";
    private static final String INSTANCE_ID = "TRADEWATCH_KAFKA_GROUP_INSTANCE_ID";
    private static final String STANDBYS = "TRADEWATCH_KAFKA_NUM_STANDBY_REPLICAS";

    private static final List<Interruption> INTERRUPTIONS = List.of(
            new Interruption("clean stop and restart, defaults", false, false, Map.of(), false),
            new Interruption("kill and restart, defaults (session.timeout.ms 45 s)", true, false, Map.of(), true),
            new Interruption(
                    "clean stop and restart, group.instance.id set", false, false, Map.of(INSTANCE_ID, "one"), false),
            new Interruption("kill and restart, group.instance.id set", true, false, Map.of(INSTANCE_ID, "one"), false),
            new Interruption(
                    "kill and takeover by a running instance, session.timeout.ms 10 s, no standby",
                    true,
                    true,
                    Map.of(SESSION, "10000"),
                    false),
            new Interruption(
                    "kill and takeover by a running instance, session.timeout.ms 10 s, one standby",
                    true,
                    true,
                    Map.of(SESSION, "10000", STANDBYS, "1"),
                    false));

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String title() {
        return "From an interruption to the next commit";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int violations = workshop.scaled(20_000, 2_000);
        int trials = workshop.scaled(3, 1);
        List<Measure> law = new ArrayList<>(GeneratedLaw.measures(MEASURES));
        GeneratedTrade trade = new GeneratedTrade(law);
        law.add(GeneratedLaw.probe());
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.all(Kind.HIT, violations));
            Scene scene = new Scene(cluster, workshop);
            try (LiveTraffic traffic = new LiveTraffic(cluster, TOPICS, trade)) {
                for (Interruption interruption : INTERRUPTIONS) {
                    if (!workshop.isShort() || !interruption.isSlow()) {
                        report(report, scene, interruption, interruption.isSlow() ? 1 : trials);
                    }
                }
                report.setting("live transfers sent meanwhile", traffic.sentSoFar());
            }
        }
        return report.remark("Timed from the start of the new process, or from the kill where another instance takes"
                        + " over; the start of the JVM is part of it.")
                .setting("transfers with violations in the state", violations)
                .setting("live traffic", LiveTraffic.WORDS)
                .setting("partitions", BenchCluster.PARTITIONS)
                .setting("threads an instance", Settings.THREADS)
                .setting("heap of an instance", RunningCommand.HEAP);
    }

    private static void report(Report report, Scene scene, Interruption interruption, int trials) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            double[] seconds = scene.trial(interruption);
            first.add(seconds[0]);
            all.add(seconds[1]);
        }
        report.noteLoad();
        // Where another instance takes over, it goes on with its own partitions all the time.
        if (!interruption.isTakenOver()) {
            report.figure(interruption.words() + ": first commit", "s", new Spread(first), "");
        }
        report.figure(interruption.words() + ": all partitions", "s", new Spread(all), "");
    }

    /** The cluster with its instances. */
    private record Scene(BenchCluster cluster, Workshop workshop) {
        /** Seconds to the first commit, and until every partition has committed. */
        double[] trial(Interruption interruption) throws Exception {
            try (RunningCommand one = start("one", interruption)) {
                awaitIdle(one);
                if (interruption.isTakenOver()) {
                    try (RunningCommand two = start("two", interruption)) {
                        awaitShared(one);
                        return interrupt(interruption, one, List.of(two));
                    }
                }
                return interrupt(interruption, one, List.of());
            } finally {
                forgetMembers();
            }
        }

        private double[] interrupt(Interruption interruption, RunningCommand one, List<RunningCommand> others)
                throws Exception {
            if (interruption.isCrash()) {
                one.kill();
            } else {
                one.stop();
            }
            long started = System.nanoTime();
            Map<TopicPartition, Long> before = cluster.committed(APPLICATION);
            if (interruption.isTakenOver()) {
                return awaitCommits(before, started, others);
            }
            try (RunningCommand again = start("one", interruption)) {
                double[] seconds = awaitCommits(before, started, List.of(again));
                again.stop();
                return seconds;
            }
        }

        private double[] awaitCommits(Map<TopicPartition, Long> before, long started, List<RunningCommand> running)
                throws ExecutionException, InterruptedException {
            double first = 0;
            long deadline = started + PATIENCE.toNanos();
            while (true) {
                Map<TopicPartition, Long> now = cluster.committed(APPLICATION);
                long moved = before.entrySet().stream()
                        .filter(partition -> now.getOrDefault(partition.getKey(), 0L) > partition.getValue())
                        .count();
                double seconds = (System.nanoTime() - started) / 1e9;
                if (moved > 0 && first == 0) {
                    first = seconds;
                }
                if (moved == before.size()) {
                    workshop.say("  first commit after %.2f s, all partitions after %.2f s, load %s"
                            .formatted(first, seconds, Machine.load()));
                    return new double[] {first, seconds};
                }
                running.forEach(RunningCommand::requireAlive);
                pause(deadline);
            }
        }

        private RunningCommand start(String instance, Interruption interruption) throws IOException {
            Map<String, String> settings = new HashMap<>(interruption.settings());
            // Two instances of one id would be taken for one.
            settings.computeIfPresent(INSTANCE_ID, (name, id) -> instance);
            return RunCommands.start(cluster, workshop, APPLICATION, instance, settings);
        }

        /** Everything that was published is committed, but for what has just come in. */
        private void awaitIdle(RunningCommand running) throws ExecutionException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Map<TopicPartition, Long> committed = cluster.committed(APPLICATION);
                long lag = 0;
                for (Map.Entry<TopicPartition, Long> end :
                        cluster.ends(TOPICS.transfers()).entrySet()) {
                    lag += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
                }
                if (lag < LAG_OF_THE_IDLE) {
                    return;
                }
                running.requireAlive();
                pause(deadline);
            }
        }

        /** Two members share the partitions, and both have caught up. */
        private void awaitShared(RunningCommand running) throws ExecutionException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (members().stream()
                            .filter(member ->
                                    !member.assignment().topicPartitions().isEmpty())
                            .count()
                    < 2) {
                pause(deadline);
            }
            awaitIdle(running);
        }

        private Collection<MemberDescription> members() throws ExecutionException, InterruptedException {
            return cluster.admin()
                    .describeConsumerGroups(List.of(APPLICATION))
                    .all()
                    .get()
                    .get(APPLICATION)
                    .members();
        }

        /** The next trial begins with a group that nobody is expected back in. */
        private void forgetMembers() throws ExecutionException, InterruptedException {
            if (!members().isEmpty()) {
                cluster.admin()
                        .removeMembersFromConsumerGroup(APPLICATION, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        }

        private static void pause(long deadline) throws InterruptedException {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no commits for " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(POLL_MS);
        }
    }
}
