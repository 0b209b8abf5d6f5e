package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;

/** Compares screening with merely copying; all read the same topic from its beginning. */
final class ThroughputBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames WARMING_UP = TopicNames.withPrefix("warming-up-");
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
        int rounds = workshop.scaled(7, 3);
        Course course = Course.of(transfers);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(COPIED);
            course.publish(cluster, TOPICS, workshop);
            warmUp(cluster, workshop);
            CopyingRun copying = new CopyingRun(cluster, workshop, TOPICS.transfers(), COPIED.violations());
            ScreeningRun screening =
                    new ScreeningRun(cluster, workshop, TOPICS, cluster.ends(TOPICS.transfers()), course.expected());
            Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach, workshop.scaled(3, 2));
            race.run(rounds, workshop, report, (contender, id) -> switch (contender) {
                case BARE -> copying.timeBare(id);
                case COPYING -> copying.time(id);
                case WITHOUT_LOOK_BACK ->
                    screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO));
                case WITH_LOOK_BACK ->
                    screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Settings.THIRTY_DAYS));
            });
            report(report, race);
            Settings.describe(course.describe(report, cluster));
        }
        return report;
    }

    /**
     * What a transfer that breaks a measure takes is compiled first: at one in a thousand, that would otherwise take the JVM
     * millions of transfers.
     */
    static void warmUp(BenchCluster cluster, Workshop workshop) throws Exception {
        Course hits = Course.ofHits(workshop.scaled(30_000, 10_000));
        hits.publish(cluster, WARMING_UP, workshop);
        new ScreeningRun(cluster, workshop, WARMING_UP, cluster.ends(WARMING_UP.transfers()), hits.expected())
                .time(
                        "warming-up",
                        state -> Settings.start(cluster, WARMING_UP, "warming-up", state, Settings.THIRTY_DAYS));
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
        race.reportRatio(report, Contender.COPYING, Contender.BARE, "");
        race.reportRatio(report, Contender.WITHOUT_LOOK_BACK, Contender.COPYING, "at least 0.80");
        race.reportRatio(report, Contender.WITH_LOOK_BACK, Contender.COPYING, "at least 0.80");
        race.reportRatio(report, Contender.WITH_LOOK_BACK, Contender.WITHOUT_LOOK_BACK, "1: no difference");
    }
}
