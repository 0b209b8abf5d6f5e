package io.tradewatch.benchmarks;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replays the topic that a live application reads, from another process on the same cores, and looks at live alerts. */
final class BystanderBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String APPLICATION = "live";
    private static final int MEASURES = 1_000;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final double TAIL = 0.99;

    /** What trials with some number of threads found. */
    private static final class Findings {
        private final List<Double> before = new ArrayList<>();
        private final List<Double> meanwhile = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
    }

    @Override
    public String name() {
        return "bystander";
    }

    @Override
    public String title() {
        return "Live alerts while a replay runs beside";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(2_000_000, 500_000);
        int trials = workshop.scaled(5, 2);
        List<Measure> law = new ArrayList<>(GeneratedLaw.measures(MEASURES));
        GeneratedTrade trade = new GeneratedTrade(law);
        law.add(GeneratedLaw.probe());
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.mixture(transfers));
            try (Rescreened instance = Rescreened.start(
                            cluster, TOPICS, APPLICATION, workshop.scratch().resolve(APPLICATION));
                    AlertWatch watch = new AlertWatch(cluster.kafka(), cluster.ends(TOPICS.violations()))) {
                new Stopwatch(cluster, APPLICATION, cluster.ends(TOPICS.transfers())).awaitCommitted();
                instance.await(cluster.lawEnd(TOPICS));
                try (LiveTraffic traffic = new LiveTraffic(cluster, TOPICS, trade)) {
                    Thread.sleep(SETTLING.toMillis());
                    report(report, "1 thread", trials(trials, 1, cluster, workshop, watch, traffic));
                    int cores = Runtime.getRuntime().availableProcessors();
                    report(report, cores + " threads", trials(trials, cores, cluster, workshop, watch, traffic));
                }
                watch.requireNoneTwice();
            }
            report.setting("past transfers", transfers)
                    .setting("live traffic", LiveTraffic.WORDS)
                    .setting("measures", law.size())
                    .setting("partitions", BenchCluster.PARTITIONS)
                    .setting("threads of the live application", Settings.THREADS)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms")
                    .setting("trials", trials);
        }
        return report.remark(
                "Broker, live application, traffic and replay share the cores of one machine. Every live alert"
                        + " came, none twice.");
    }

    private static Findings trials(
            int trials, int threads, BenchCluster cluster, Workshop workshop, AlertWatch watch, LiveTraffic traffic)
            throws Exception {
        Findings findings = new Findings();
        for (int trial = 0; trial < trials; trial++) {
            long quiet = System.nanoTime();
            Thread.sleep(SETTLING.toMillis());
            long started = System.nanoTime();
            ReplayCommands.start(cluster, workshop, RunningCommand.HEAP, threads)
                    .awaitSuccess();
            long ended = System.nanoTime();
            findings.seconds.add((ended - started) / 1e9);
            findings.before.addAll(traffic.latencies(watch, quiet, started));
            findings.meanwhile.addAll(traffic.latencies(watch, started, ended));
            workshop.say("  %d threads, trial %d: %.1f s; load %s"
                    .formatted(threads, trial, (ended - started) / 1e9, Machine.load()));
            Thread.sleep(SETTLING.toMillis());
        }
        return findings;
    }

    private static void report(Report report, String threads, Findings findings) {
        Spread before = new Spread(findings.before);
        Spread meanwhile = new Spread(findings.meanwhile);
        report.figure("replay with " + threads + ", start of the JVM included", "s", new Spread(findings.seconds), "")
                .figure("live alert, before a replay with " + threads, "ms", before, "")
                .figure("live alert, during it", "ms", meanwhile, "")
                .figure(
                        "median, during a replay with " + threads + " ÷ before",
                        "",
                        Spread.of(meanwhile.median() / before.median()),
                        "")
                .figure(
                        "p99, during a replay with " + threads + " ÷ before",
                        "",
                        Spread.of(meanwhile.quantile(TAIL) / before.quantile(TAIL)),
                        "")
                .remark("Replay with %s: the p99 of live alerts was %.0f ms before and %.0f ms during it."
                        .formatted(threads, before.quantile(TAIL), meanwhile.quantile(TAIL)))
                .noteLoad();
    }
}
