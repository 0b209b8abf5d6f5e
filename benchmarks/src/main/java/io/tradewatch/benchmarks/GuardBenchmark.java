package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;

/**
 * Whether screening has become much slower than it was, in about two minutes and on a busy machine: the ratio to copying in
 * the same round, and not the time, against a limit far below what it comes to.
 */
final class GuardBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames COPIED = TopicNames.withPrefix("copies-");
    private static final int TRANSFERS = 300_000;
    private static final int ROUNDS = 5;

    /** What takes part. */
    private enum Contender {
        COPYING,
        SCREENING
    }

    @Override
    public String name() {
        return "guard";
    }

    @Override
    public String title() {
        return "Has screening become much slower?";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Course course = Course.of(TRANSFERS);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(COPIED);
            course.publish(cluster, TOPICS, workshop);
            CopyingRun copying = new CopyingRun(cluster, workshop, TOPICS.transfers(), COPIED.violations());
            ScreeningRun screening =
                    new ScreeningRun(cluster, workshop, TOPICS, cluster.ends(TOPICS.transfers()), course.expected());
            Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach);
            race.run(ROUNDS, workshop, report, (contender, id) -> switch (contender) {
                case COPYING -> copying.time(id);
                case SCREENING ->
                    screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO));
            });
            race.reportRates(report, "transfers/s");
            report.figure(
                    "screening ÷ copying", "", race.ratio(Contender.SCREENING, Contender.COPYING), "at least 0.35");
            course.describe(report, cluster);
        }
        return report;
    }
}
