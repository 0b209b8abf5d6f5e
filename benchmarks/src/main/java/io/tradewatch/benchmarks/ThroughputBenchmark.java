package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.records.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** Compares screening with merely copying; all read the same topic from its beginning. */
final class ThroughputBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames COPIED = TopicNames.withPrefix("copies-");

    /** What takes part. */
    private enum Contender {
        BARE("a bare consumer and producer"),
        COPYING("copying"),
        WITHOUT_LOOK_BACK("screening, look-back 0"),
        WITH_LOOK_BACK("screening, look-back 30 days");

        private final String words;

        Contender(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String title() {
        return "Screening against copying";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(1_000_000, 200_000);
        int rounds = workshop.scaled(5, 3);
        Course course = Course.of(transfers);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(COPIED);
            course.publish(cluster, TOPICS, workshop);
            Map<TopicPartition, Long> ends = cluster.ends(TOPICS.transfers());
            ScreeningRun screening = new ScreeningRun(cluster, workshop, TOPICS, ends, course.expected());
            Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach);
            race.run(rounds, workshop, report, (contender, id) -> switch (contender) {
                case BARE -> bare(id, cluster, ends);
                case COPYING -> copying(id, cluster, workshop, ends);
                case WITHOUT_LOOK_BACK ->
                    screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO));
                case WITH_LOOK_BACK ->
                    screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Settings.THIRTY_DAYS));
            });
            report(report, race);
            course.describe(report, cluster)
                    .setting("threads", Settings.THREADS)
                    .setting("guarantee", Settings.GUARANTEE)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms");
        }
        return report;
    }

    private static void report(Report report, Race<Contender, Lap> race) {
        race.reportRates(report, "transfers/s");
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender + ": processor time of its thread",
                    "µs a transfer",
                    race.spread(contender, lap -> lap.threadSecondsEach() * 1e6),
                    "");
        }
        ratio(report, race, Contender.COPYING, Contender.BARE, "");
        ratio(report, race, Contender.WITHOUT_LOOK_BACK, Contender.COPYING, "at least 0.80");
        ratio(report, race, Contender.WITH_LOOK_BACK, Contender.COPYING, "at least 0.80");
        ratio(report, race, Contender.WITH_LOOK_BACK, Contender.WITHOUT_LOOK_BACK, "1: no difference");
    }

    private static void ratio(Report report, Race<Contender, Lap> race, Contender one, Contender other, String aim) {
        report.figure(one + " ÷ " + other, "", race.ratio(one, other), aim);
    }

    private static Lap copying(String id, BenchCluster cluster, Workshop workshop, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Path state = workshop.scratch().resolve(id);
        Map<TopicPartition, Long> before = cluster.ends(COPIED.violations());
        Lap taken;
        try (Instance instance =
                CopyingInstance.start(cluster.kafka(), id, state, TOPICS.transfers(), COPIED.violations())) {
            taken = new Stopwatch(cluster, id, ends).time(instance.streams());
        } finally {
            Workshop.delete(state);
        }
        requireCopies(id, cluster, before, ends);
        return taken;
    }

    private static Lap bare(String id, BenchCluster cluster, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> before = cluster.ends(COPIED.violations());
        Lap taken;
        try (BareCopying copying = BareCopying.start(cluster.kafka(), id, TOPICS.transfers(), COPIED.violations())) {
            taken = new Stopwatch(cluster, id, ends).time(copying::read, id::equals);
        }
        requireCopies(id, cluster, before, ends);
        return taken;
    }

    /** Of every partition the first transfer, and one in a thousand after it. */
    private static void requireCopies(
            String id, BenchCluster cluster, Map<TopicPartition, Long> before, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        long expected = ends.values().stream()
                .mapToLong(end -> (end + CopyingInstance.ONE_IN - 1) / CopyingInstance.ONE_IN)
                .sum();
        int copied = PublishedAlerts.ids(cluster, before, cluster.ends(COPIED.violations()))
                .size();
        if (copied != expected) {
            throw new WrongOutputException(id + ": expected " + expected + " copies; found " + copied);
        }
    }
}
