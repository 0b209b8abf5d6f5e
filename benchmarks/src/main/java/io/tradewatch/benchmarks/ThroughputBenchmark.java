package io.tradewatch.benchmarks;

import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares screening with merely copying. All contenders read the same topic from its beginning, one after another in
 * one warm JVM, in an order that moves on by one from round to round; only rounds after the first count. Each round
 * gives one ratio, so what slows the machine for a while slows all that are compared.
 */
final class ThroughputBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String COPIES = "copies";
    private static final int MEASURES = 1_000;

    /** What takes part. */
    private enum Contender {
        COPYING("copying"),
        WITHOUT_LOOK_BACK("screening, look-back 0"),
        WITH_LOOK_BACK("screening, look-back 30 days");

        private final String words;

        Contender(String words) {
            this.words = words;
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
        int rounds = workshop.scaled(7, 5);
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        Set<String> expected = ExpectedAlerts.ids(trade.mixture(transfers), law);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.createTopics(TopicNames.withPrefix(COPIES + "-"));
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.mixture(transfers));
            Race race = new Race(cluster, workshop, expected);
            List<double[]> seconds = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                double[] times = race.round(round);
                if (round > 0) {
                    seconds.add(times);
                }
                report.noteLoad();
            }
            report(report, seconds, transfers);
            report.setting("transfers", transfers)
                    .setting("bytes a transfer", cluster.meanTransferBytes())
                    .setting("measures", MEASURES)
                    .setting("alerts", expected.size())
                    .setting("partitions", BenchCluster.PARTITIONS)
                    .setting("threads", Settings.THREADS)
                    .setting("guarantee", Settings.GUARANTEE)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms");
        }
        return report;
    }

    private static void report(Report report, List<double[]> seconds, int transfers) {
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender.words,
                    "transfers/s",
                    spread(seconds, times -> transfers / times[contender.ordinal()]),
                    "");
        }
        report.figure(
                "look-back 0 ÷ copying",
                "",
                spread(seconds, times -> ratio(times, Contender.COPYING, Contender.WITHOUT_LOOK_BACK)),
                "at least 0.80");
        report.figure(
                "look-back 30 days ÷ copying",
                "",
                spread(seconds, times -> ratio(times, Contender.COPYING, Contender.WITH_LOOK_BACK)),
                "at least 0.80");
        report.figure(
                "look-back 30 days ÷ look-back 0",
                "",
                spread(seconds, times -> ratio(times, Contender.WITHOUT_LOOK_BACK, Contender.WITH_LOOK_BACK)),
                "1: no difference");
    }

    private static double ratio(double[] times, Contender of, Contender to) {
        return times[of.ordinal()] / times[to.ordinal()];
    }

    private static Spread spread(List<double[]> seconds, java.util.function.ToDoubleFunction<double[]> what) {
        return Spread.of(seconds.stream().mapToDouble(what).toArray());
    }

    /** The rounds of one benchmark. */
    private static final class Race {
        private final BenchCluster cluster;
        private final Workshop workshop;
        private final Set<String> expected;
        private final Map<TopicPartition, Long> transferEnds;

        Race(BenchCluster cluster, Workshop workshop, Set<String> expected)
                throws ExecutionException, InterruptedException {
            this.cluster = cluster;
            this.workshop = workshop;
            this.expected = expected;
            this.transferEnds = cluster.ends(TOPICS.transfers());
        }

        /** The seconds that each contender takes. */
        double[] round(int round) throws ExecutionException, InterruptedException {
            Contender[] all = Contender.values();
            double[] times = new double[all.length];
            for (int turn = 0; turn < all.length; turn++) {
                Contender contender = all[(round + turn) % all.length];
                Duration taken = time(contender, contender.name().toLowerCase(java.util.Locale.ROOT) + "-" + round);
                times[contender.ordinal()] = taken.toNanos() / 1e9;
                workshop.say("  round %d, %s: %.2f s, load %s"
                        .formatted(round, contender.words, times[contender.ordinal()], Machine.load()));
            }
            return times;
        }

        private Duration time(Contender contender, String id) throws ExecutionException, InterruptedException {
            Map<TopicPartition, Long> alertsBefore = cluster.ends(TOPICS.violations());
            Path state = workshop.scratch().resolve(id);
            Duration taken;
            try (Instance instance = start(contender, id, state)) {
                taken = new Stopwatch(cluster, id, transferEnds).time(instance.streams());
            }
            if (contender != Contender.COPYING) {
                List<String> published = PublishedAlerts.ids(cluster, alertsBefore, cluster.ends(TOPICS.violations()));
                ExpectedAlerts.require(expected, published, id);
                cluster.deleteInternalTopics(id);
            }
            Workshop.delete(state);
            return taken;
        }

        private Instance start(Contender contender, String id, Path state) {
            return switch (contender) {
                case COPYING ->
                    CopyingInstance.start(cluster.kafka(), id, state, TOPICS.transfers(), COPIES + "-violations");
                case WITHOUT_LOOK_BACK -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO);
                case WITH_LOOK_BACK -> Settings.start(cluster, TOPICS, id, state, Settings.THIRTY_DAYS);
            };
        }
    }
}
