package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Measure;
import io.tradewatch.topology.ScreeningMeters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares screening that nobody looks at with screening that is measured, scraped and watched. Both read the same topic
 * from its beginning, in turns, in one warm JVM; only rounds after the first count. Each round gives one ratio, so what
 * slows the machine for a while slows both.
 */
final class OperationsBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final int MEASURES = 1_000;

    /** What takes part. */
    private enum Contender {
        UNSEEN("nobody looks"),
        WATCHED("measured, scraped and watched");

        private final String words;

        Contender(String words) {
            this.words = words;
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
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        Set<String> expected = ExpectedAlerts.ids(trade.mixture(transfers), law);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.mixture(transfers));
            Map<TopicPartition, Long> ends = cluster.ends(TOPICS.transfers());
            List<Lap[]> laps = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Lap[] times = new Lap[Contender.values().length];
                for (int turn = 0; turn < times.length; turn++) {
                    Contender contender = Contender.values()[(round + turn) % times.length];
                    String id = contender.name().toLowerCase(Locale.ROOT) + "-" + round;
                    times[contender.ordinal()] = time(contender, id, cluster, workshop, ends, expected);
                }
                workshop.say("  round %d: %.2f s unseen, %.2f s watched; load %s"
                        .formatted(round, times[0].seconds(), times[1].seconds(), Machine.load()));
                if (round > 0) {
                    laps.add(times);
                }
                report.noteLoad();
            }
            report(report, laps, transfers);
            report.setting("transfers", transfers)
                    .setting("measures", MEASURES)
                    .setting("alerts", expected.size())
                    .setting("scraped every", Watching.SCRAPE.toMillis() + " ms")
                    .setting("console asks every", Watching.LOOK.toMillis() + " ms")
                    .setting("partitions", BenchCluster.PARTITIONS)
                    .setting("threads", Settings.THREADS)
                    .setting("guarantee", Settings.GUARANTEE)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms");
        }
        return report;
    }

    private static Lap time(
            Contender contender,
            String id,
            BenchCluster cluster,
            Workshop workshop,
            Map<TopicPartition, Long> ends,
            Set<String> expected)
            throws Exception {
        Map<TopicPartition, Long> alertsBefore = cluster.ends(TOPICS.violations());
        Path state = workshop.scratch().resolve(id);
        Lap taken;
        try (Instance instance = contender == Contender.UNSEEN
                ? Settings.start(cluster, TOPICS, id, state, Settings.THIRTY_DAYS, ScreeningMeters.unread())
                : Watching.start(cluster, TOPICS, id, state)) {
            taken = new Stopwatch(cluster, id, ends).time(instance.streams());
        }
        List<String> published = PublishedAlerts.ids(cluster, alertsBefore, cluster.ends(TOPICS.violations()));
        ExpectedAlerts.require(expected, published, id);
        cluster.deleteInternalTopics(id);
        Workshop.delete(state);
        return taken;
    }

    private static void report(Report report, List<Lap[]> laps, int transfers) {
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender.words,
                    "transfers/s",
                    spread(laps, round -> transfers / round[contender.ordinal()].seconds()),
                    "");
        }
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender.words + ": processor time of the stream thread",
                    "µs a transfer",
                    spread(laps, round -> round[contender.ordinal()].threadSeconds() * 1e6 / transfers),
                    "");
        }
        report.figure(
                Contender.WATCHED.words + " ÷ " + Contender.UNSEEN.words,
                "",
                spread(laps, round -> round[0].seconds() / round[1].seconds()),
                "at least 0.97");
    }

    private static Spread spread(List<Lap[]> laps, ToDoubleFunction<Lap[]> what) {
        return Spread.of(laps.stream().mapToDouble(what).toArray());
    }
}
