package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.benchmarks.ExtremeGrounds.Ground;
import io.tradewatch.benchmarks.ExtremeGrounds.Pace;
import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Screens what hardly ever comes, beside what always comes: very long transfers, very large laws, nothing but hits. */
final class ExtremesBenchmark implements Benchmark {
    private static final int MEASURES = 1_000;
    private static final int WARMING_UP = 1;
    private static final int STEPS = 3;
    private static final int BEHIND = 1_000;
    private static final double MEGABYTE = 1 << 20;
    private static final String NO_CLIFF = "about 1: no cliff";

    @Override
    public String name() {
        return "extremes";
    }

    @Override
    public String title() {
        return "What hardly ever comes";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            ExtremeGrounds grounds = ExtremeGrounds.publish(cluster, workshop);
            Race<Extreme, Pace> race = new Race<>(Extreme.class, Pace::secondsAnItem, WARMING_UP);
            race.run(workshop.scaled(3, 1), workshop, report, (extreme, id) -> {
                Ground ground = grounds.of(extreme);
                return ground.pace(
                        new ScreeningRun(cluster, workshop, ground.topics(), ground.ends(), ground.expected())
                                .time(id, state -> Settings.start(cluster, ground.topics(), id, state, Duration.ZERO)));
            });
            report(report, race);
            listLong(report, cluster, workshop);
            weigh(report, cluster, workshop);
            Settings.describe(report.setting("partitions", BenchCluster.PARTITIONS))
                    .setting(
                            "limit of violations of a transfer, where all items are listed",
                            Screening.HIGHEST_MAX_VIOLATIONS)
                    .setting("heap of the weighed application", RunningCommand.HEAP);
        }
        return report;
    }

    private static void report(Report report, Race<Extreme, Pace> race) {
        race.reportRates(report, "items/s");
        report.figure(
                "one transfer of 10,000 items, none listed",
                "ms",
                race.spread(Extreme.LONG_CLEAN, pace -> pace.secondsAnItem() * ExtremeTrade.ITEMS * 1e3),
                "");
        for (Extreme extreme : List.of(Extreme.ALL_HITS, Extreme.MANY_MEASURES_HIT)) {
            report.figure(extreme + ": alerts", "alerts/s", race.spread(extreme, Pace::alertsASecond), "");
        }
        race.reportRatio(report, Extreme.LONG_CLEAN, Extreme.USUAL, "at least 1: no cliff");
        race.reportRatio(report, Extreme.WIDE_MEASURE, Extreme.USUAL, NO_CLIFF);
        race.reportRatio(report, Extreme.MANY_MEASURES, Extreme.FEW_MEASURES, NO_CLIFF);
        race.reportRatio(report, Extreme.MANY_MEASURES_HIT, Extreme.ALL_HITS, NO_CLIFF);
    }

    /**
     * Gives a running application one transfer after another whose 10,000 items are all listed, with usual ones behind it in the
     * same partitions. The limit of violations is raised to the 10,000 that such a transfer has: above the limit, the
     * application publishes one alert that counts them.
     */
    private static void listLong(Report report, BenchCluster cluster, Workshop workshop) throws Exception {
        TopicNames topics = TopicNames.withPrefix("long-listed-");
        Course course = Course.of(0, GeneratedLaw.probe());
        ExtremeTrade extreme = new ExtremeTrade(course.trade());
        course.publish(cluster, topics, workshop);
        String id = "long-listed";
        Set<String> expected = new HashSet<>();
        double[] millis = new double[workshop.scaled(7, 2)];
        int warming = workshop.scaled(2, 1);
        try (Instance instance = Settings.startWithHighestLimit(
                cluster, topics, id, workshop.scratch().resolve(id))) {
            Stopwatch.awaitRunning(instance.streams());
            for (int trial = -warming; trial < millis.length; trial++) {
                int number = trial + warming;
                List<Transfer> transfers = Stream.concat(
                                Stream.of(extreme.longListed(number)),
                                course.trade().mixture((number + 1L) * BEHIND).skip((long) number * BEHIND))
                        .toList();
                expected.addAll(ExpectedAlerts.ids(transfers.stream(), course.law()));
                long begun = System.nanoTime();
                cluster.publishTransfers(topics, transfers.stream());
                new Stopwatch(cluster, id, cluster.ends(topics.transfers())).awaitCommitted();
                if (trial >= 0) {
                    millis[trial] = (System.nanoTime() - begun) / 1e6;
                }
            }
        }
        ExpectedAlerts.require(expected, PublishedAlerts.all(cluster, topics.violations()), id);
        report.figure(
                        "one transfer of 10,000 items, all listed, and 1,000 usual ones behind it: published → all committed",
                        "ms",
                        Spread.of(millis),
                        "")
                .noteLoad();
    }

    /** Gives an application of its own process ever more transfers that all break a measure. */
    private static void weigh(Report report, BenchCluster cluster, Workshop workshop) throws Exception {
        int hits = workshop.scaled(10_000, 3_000);
        TopicNames topics = TopicNames.withPrefix("weighed-");
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        cluster.createTopics(topics);
        cluster.publishLaw(topics, workshop.referenceFolder(), law);
        String id = "weighed";
        try (RunningCommand command =
                RunCommands.start(cluster, workshop, id, id, Map.of("TRADEWATCH_TOPICS_PREFIX", "weighed-"))) {
            for (int step = 1; step <= STEPS; step++) {
                cluster.publishTransfers(
                        topics, trade.all(Kind.HIT, (long) step * hits).skip((step - 1L) * hits));
                new Stopwatch(cluster, id, cluster.ends(topics.transfers())).awaitCommitted();
                report.figure(
                        "most memory of an application after " + step * hits + " hits",
                        "MB",
                        Spread.of(command.mostResident() / MEGABYTE),
                        "");
            }
            command.stop();
        }
        ExpectedAlerts.require(
                ExpectedAlerts.ids(trade.all(Kind.HIT, (long) STEPS * hits), law),
                PublishedAlerts.all(cluster, topics.violations()),
                id);
        report.noteLoad();
    }
}
