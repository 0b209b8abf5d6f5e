package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
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
            List<Lap[]> laps = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Lap[] times = race.round(round);
                if (round > 0) {
                    laps.add(times);
                }
                report.noteLoad();
            }
            report(report, laps, transfers);
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
        ratio(report, laps, Contender.WITHOUT_LOOK_BACK, Contender.COPYING, "at least 0.80");
        ratio(report, laps, Contender.WITH_LOOK_BACK, Contender.COPYING, "at least 0.80");
        ratio(report, laps, Contender.WITH_LOOK_BACK, Contender.WITHOUT_LOOK_BACK, "1: no difference");
    }

    /** How many transfers one manages in the time that another takes for one. */
    private static void ratio(Report report, List<Lap[]> laps, Contender one, Contender other, String aim) {
        report.figure(
                one.words + " ÷ " + other.words,
                "",
                spread(laps, round -> round[other.ordinal()].seconds() / round[one.ordinal()].seconds()),
                aim);
    }

    private static Spread spread(List<Lap[]> laps, ToDoubleFunction<Lap[]> what) {
        return Spread.of(laps.stream().mapToDouble(what).toArray());
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

        /** What each contender takes. */
        Lap[] round(int round) throws ExecutionException, InterruptedException {
            Contender[] all = Contender.values();
            Lap[] times = new Lap[all.length];
            for (int turn = 0; turn < all.length; turn++) {
                Contender contender = all[(round + turn) % all.length];
                Lap taken = time(contender, contender.name().toLowerCase(Locale.ROOT) + "-" + round);
                times[contender.ordinal()] = taken;
                workshop.say("  round %d, %s: %.2f s, of which its thread worked %.2f s; load %s"
                        .formatted(round, contender.words, taken.seconds(), taken.threadSeconds(), Machine.load()));
            }
            return times;
        }

        private Lap time(Contender contender, String id) throws ExecutionException, InterruptedException {
            Map<TopicPartition, Long> alertsBefore = cluster.ends(TOPICS.violations());
            Path state = workshop.scratch().resolve(id);
            Lap taken;
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
