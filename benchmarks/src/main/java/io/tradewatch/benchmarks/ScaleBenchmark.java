package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Plot.Axis;
import io.tradewatch.benchmarks.Plot.Line;
import io.tradewatch.benchmarks.Plot.Point;
import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/** Screens the same way more and more: entries of the law, transfers that break it, goods items of a transfer. */
final class ScaleBenchmark implements Benchmark {
    private static final int BROKEN_ENTRIES = 100;
    private static final int SHORTER = 10;
    private static final Axis TRANSFERS = new Axis("transfers/s", false);

    /** What is varied; the rest of each is as usual. */
    private enum Contender {
        ENTRIES_100("100 entries", 100, 1_000, 1, 1_000_000),
        USUAL("10,000 entries, 0.1 % hits, 1 goods item", 10_000, 1_000, 1, 1_000_000),
        ENTRIES_100_000("100,000 entries", 100_000, 1_000, 1, 1_000_000),
        ENTRIES_1_000_000("1,000,000 entries", 1_000_000, 1_000, 1, 1_000_000),
        HITS_1("1 % hits", 10_000, 100, 1, 200_000),
        HITS_10("10 % hits", 10_000, 10, 1, 40_000),
        HITS_100("100 % hits", 10_000, 1, 1, 10_000),
        ITEMS_3("3 goods items", 10_000, 1_000, 3, 300_000),
        ITEMS_10("10 goods items", 10_000, 1_000, 10, 150_000),
        ITEMS_100("100 goods items", 10_000, 1_000, 100, 20_000);

        private final String words;
        private final int entries;
        private final int hitOneIn;
        private final int items;
        private final int wholeTransfers;

        Contender(String words, int entries, int hitOneIn, int items, int wholeTransfers) {
            this.words = words;
            this.entries = entries;
            this.hitOneIn = hitOneIn;
            this.items = items;
            this.wholeTransfers = wholeTransfers;
        }

        /** Those of the same law share it, and those of the same trade share that. */
        TopicNames topics() {
            return new TopicNames(
                    "transfers-" + hitOneIn + "-" + items, "measures-" + entries, "violations", "dead-letters");
        }

        int transfers(Workshop workshop) {
            return workshop.scaled(wholeTransfers, wholeTransfers / SHORTER);
        }

        double hitPercent() {
            return 100.0 / hitOneIn;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final List<Contender> LAWS =
            List.of(Contender.ENTRIES_100, Contender.USUAL, Contender.ENTRIES_100_000, Contender.ENTRIES_1_000_000);
    private static final List<Contender> HITS =
            List.of(Contender.USUAL, Contender.HITS_1, Contender.HITS_10, Contender.HITS_100);
    private static final List<Contender> ITEMS =
            List.of(Contender.USUAL, Contender.ITEMS_3, Contender.ITEMS_10, Contender.ITEMS_100);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String title() {
        return "By size of law, hits and goods";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            Map<Contender, ScreeningRun> runs = publish(cluster, workshop);
            Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach);
            race.run(
                    workshop.scaled(5, 2),
                    workshop,
                    report,
                    (contender, id) -> runs.get(contender)
                            .time(id, state -> Settings.start(cluster, contender.topics(), id, state, Duration.ZERO)));
            new Findings(report, race).tell();
            Arrays.stream(Contender.values())
                    .forEach(contender -> report.setting("transfers, " + contender, contender.transfers(workshop)));
            Settings.describe(report.setting("partitions", BenchCluster.PARTITIONS));
        }
        return report;
    }

    /** Publishes every law and every trade once, and finds what each contender must publish. */
    private static Map<Contender, ScreeningRun> publish(BenchCluster cluster, Workshop workshop)
            throws ExecutionException, InterruptedException {
        Map<Contender, ScreeningRun> runs = new EnumMap<>(Contender.class);
        List<Measure> broken = GeneratedLaw.withEntries(BROKEN_ENTRIES);
        for (Contender contender : Contender.values()) {
            TopicNames topics = contender.topics();
            cluster.createTopics(topics);
            List<Measure> law = GeneratedLaw.withEntries(contender.entries);
            if (cluster.lawEnd(topics) == 0) {
                cluster.publishLaw(topics, workshop.referenceFolder(), law);
            }
            ScaledTrade trade = new ScaledTrade(broken, contender.hitOneIn, contender.items);
            int transfers = contender.transfers(workshop);
            if (cluster.ends(topics.transfers()).values().stream().allMatch(end -> end == 0)) {
                cluster.publishTransfers(topics, trade.transfers(transfers));
            }
            Set<String> expected = ExpectedAlerts.ids(trade.transfers(transfers), law);
            workshop.say("  published: " + contender + "; violations " + expected.size());
            runs.put(
                    contender, new ScreeningRun(cluster, workshop, topics, cluster.ends(topics.transfers()), expected));
        }
        return runs;
    }

    /** Says what came out. */
    private record Findings(Report report, Race<Contender, Lap> race) {
        void tell() {
            for (Contender contender : Contender.values()) {
                report.figure(contender.toString(), "transfers/s", rate(contender, 1), "");
            }
            for (Contender contender : ITEMS) {
                report.figure(contender.toString(), "goods items/s", rate(contender, contender.items), "");
            }
            report.figure(
                    "1,000,000 entries ÷ 100 entries",
                    "",
                    race.ratio(Contender.ENTRIES_1_000_000, Contender.ENTRIES_100),
                    "at least 0.90");
            for (Contender contender : LAWS) {
                report.figure(
                        contender + ": processor time of the stream thread",
                        "µs a transfer",
                        race.spread(contender, lap -> lap.threadSecondsEach() * 1e6),
                        "");
            }
            plots();
        }

        private void plots() {
            Line laws = line("screening", LAWS, contender -> contender.entries, false);
            Line hits = line("screening", HITS, Contender::hitPercent, false);
            report.picture(new Plot(
                            "scale-law",
                            "Transfers screened a second, by size of law",
                            new Axis("pairs of measure and code in the law", true),
                            TRANSFERS,
                            List.of(laws)))
                    .picture(new Plot(
                            "scale-hits",
                            "Transfers screened a second, by how many break a measure",
                            new Axis("transfers that break a measure, in percent", true),
                            new Axis(TRANSFERS.title(), true),
                            List.of(hits)))
                    .picture(new Plot(
                            "scale-goods",
                            "Screened a second, by goods items a transfer",
                            new Axis("goods items of a transfer", true),
                            new Axis("a second", true),
                            List.of(
                                    line("transfers", ITEMS, contender -> contender.items, false),
                                    line("goods items", ITEMS, contender -> contender.items, true))));
        }

        private Line line(String name, List<Contender> contenders, ToDoubleFunction<Contender> x, boolean countsItems) {
            return new Line(
                    name,
                    contenders.stream()
                            .map(contender -> new Point(
                                    x.applyAsDouble(contender), rate(contender, countsItems ? contender.items : 1)))
                            .toList());
        }

        private Spread rate(Contender contender, int each) {
            return race.spread(contender, lap -> each / lap.secondsEach());
        }
    }
}
