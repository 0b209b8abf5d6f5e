package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

/**
 * Publishes a measure over very many past transfers while new ones come in, and takes the time until every partition has
 * been looked through, and what becomes of the latency of new alerts meanwhile.
 */
final class RescreeningBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String APPLICATION = "rescreening";
    private static final int MEASURES = 1_000;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final double TAIL = 0.99;

    /** What the trials found. */
    private static final class Findings {
        private final List<Double> passSeconds = new ArrayList<>();
        private final List<Double> alertSeconds = new ArrayList<>();
        private final List<Double> before = new ArrayList<>();
        private final List<Double> meanwhile = new ArrayList<>();
    }

    @Override
    public String name() {
        return "rescreening";
    }

    @Override
    public String title() {
        return "Rescreening past transfers against one changed measure";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(1_000_000, 200_000);
        List<Measure> law = new ArrayList<>(GeneratedLaw.measures(MEASURES));
        GeneratedTrade trade = new GeneratedTrade(law);
        law.add(GeneratedLaw.probe());
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.mixture(transfers));
            List<io.tradewatch.avro.Transfer> dormant = LongStream.range(0, transfers)
                    .filter(number -> GeneratedTrade.kindOf(number) == Kind.DORMANT)
                    .mapToObj(number -> trade.transfer(number, Kind.DORMANT))
                    .toList();
            Findings findings = new Findings();
            try (Rescreened instance = Rescreened.start(
                            cluster, TOPICS, APPLICATION, workshop.scratch().resolve(APPLICATION));
                    AlertWatch watch = new AlertWatch(cluster.kafka(), cluster.ends(TOPICS.violations()))) {
                new Stopwatch(cluster, APPLICATION, cluster.ends(TOPICS.transfers())).awaitCommitted();
                instance.await(cluster.lawEnd(TOPICS));
                try (LiveTraffic traffic = new LiveTraffic(cluster, TOPICS, trade)) {
                    Thread.sleep(SETTLING.toMillis());
                    for (int trial = 0; trial <= workshop.scaled(6, 4); trial++) {
                        Measure changed = GeneratedLaw.changed("CHANGED-" + trial);
                        Set<String> expected = ExpectedAlerts.ids(dormant.stream(), List.of(changed));
                        // The first trial warms the JVM.
                        Findings into = trial == 0 ? new Findings() : findings;
                        trial(cluster, instance, watch, traffic, changed, expected, into);
                        report.noteLoad();
                        workshop.say("  trial " + trial + ": " + into.passSeconds.get(into.passSeconds.size() - 1)
                                + " s, load " + Machine.load());
                    }
                }
                watch.requireNoneTwice();
            }
            report(report, findings);
            report.setting("past transfers", transfers)
                    .setting("found in each pass", dormant.size())
                    .setting("bytes a transfer", cluster.meanTransferBytes())
                    .setting("live traffic", LiveTraffic.WORDS)
                    .setting("measures", law.size())
                    .setting("partitions", BenchCluster.PARTITIONS)
                    .setting("threads", Settings.THREADS)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms")
                    .setting("measures debounce", Settings.MEASURES_DEBOUNCE.toMillis() + " ms")
                    .setting("slice", Settings.SLICE_RECORDS + " records");
        }
        return report;
    }

    private static void trial(
            BenchCluster cluster,
            Rescreened instance,
            AlertWatch watch,
            LiveTraffic traffic,
            Measure changed,
            Set<String> expected,
            Findings findings)
            throws ExecutionException, InterruptedException {
        long quiet = System.nanoTime();
        Thread.sleep(SETTLING.toMillis());
        long published = System.nanoTime();
        cluster.publishNow(TOPICS, changed);
        instance.await(cluster.lawEnd(TOPICS));
        long through = System.nanoTime();
        long told = watch.awaitAll(expected);
        findings.passSeconds.add((through - published) / 1e9);
        findings.alertSeconds.add((told - published) / 1e9);
        findings.before.addAll(traffic.latencies(watch, quiet, published));
        findings.meanwhile.addAll(traffic.latencies(watch, published, through));
    }

    private static void report(Report report, Findings findings) {
        Spread before = new Spread(findings.before);
        Spread meanwhile = new Spread(findings.meanwhile);
        report.figure(
                        "measure published → all partitions looked through",
                        "s",
                        new Spread(findings.passSeconds),
                        "under 5 s for a million")
                .figure(
                        "measure published → last RESCREENED alert readable",
                        "s",
                        new Spread(findings.alertSeconds),
                        "")
                .figure("live alert, before", "ms", before, "")
                .figure("live alert, meanwhile", "ms", meanwhile, "")
                .figure(
                        "live alert, median, meanwhile ÷ before",
                        "",
                        Spread.of(meanwhile.median() / before.median()),
                        "at most 2")
                .figure(
                        "live alert, p99, meanwhile ÷ before",
                        "",
                        Spread.of(meanwhile.quantile(TAIL) / before.quantile(TAIL)),
                        "at most 2")
                .remark("The p99 of live alerts was %.0f ms before and %.0f ms meanwhile."
                        .formatted(before.quantile(TAIL), meanwhile.quantile(TAIL)));
    }
}
