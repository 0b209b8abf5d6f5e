package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.screening.ScreeningMeters;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares screening that nobody looks at with screening that is measured, scraped and watched; both read the same topic
 * from its beginning.
 */
final class OperationsBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");

    /** What takes part. */
    private enum Contender {
        UNSEEN("nobody looks"),
        WATCHED("measured, scraped and watched");

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
        return "operations";
    }

    @Override
    public String title() {
        return "What being watched costs";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(2_000_000, 1_000_000);
        int rounds = workshop.scaled(7, 4);
        Course course = Course.of(transfers);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            course.publish(cluster, TOPICS, workshop);
            Map<TopicPartition, Long> ends = cluster.ends(TOPICS.transfers());
            ScreeningRun screening = new ScreeningRun(cluster, workshop, TOPICS, ends, course.expected());
            Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach);
            race.run(
                    rounds,
                    workshop,
                    report,
                    (contender, id) -> screening.time(
                            id,
                            state -> contender == Contender.UNSEEN
                                    ? Settings.start(
                                            cluster, TOPICS, id, state, Settings.THIRTY_DAYS, ScreeningMeters.unread())
                                    : Watching.start(cluster, TOPICS, id, state)));
            report(report, race);
            Settings.describe(course.describe(report, cluster))
                    .setting("scraped every", Watching.SCRAPE.toMillis() + " ms")
                    .setting("console asks every", Watching.LOOK.toMillis() + " ms");
        }
        return report;
    }

    private static void report(Report report, Race<Contender, Lap> race) {
        race.reportRates(report, "transfers/s");
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender + ": processor time of the stream thread",
                    "µs a transfer",
                    race.spread(contender, lap -> lap.threadSecondsEach() * 1e6),
                    "");
        }
        race.reportRatio(report, Contender.WATCHED, Contender.UNSEEN, "at least 0.97");
    }
}
