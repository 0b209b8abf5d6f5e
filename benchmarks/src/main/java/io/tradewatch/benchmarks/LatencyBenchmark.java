package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.LoadedApplication.Latencies;
import io.tradewatch.benchmarks.Plot.Axis;
import io.tradewatch.benchmarks.Plot.Line;
import io.tradewatch.benchmarks.Plot.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the time from the broker's stamp on a transfer to its readable alert, at shares of what the application can screen at
 * most, with either guarantee.
 */
final class LatencyBenchmark implements Benchmark {
    private static final List<Integer> PERCENT = List.of(10, 25, 50, 75);
    private static final int AIMED_AT = 50;
    private static final String GUARANTEE = "TRADEWATCH_SCREENING_PROCESSING_GUARANTEE";

    /** How the application is set. */
    private enum Variant {
        EXACTLY_ONCE("exactly_once_v2", Map.of(GUARANTEE, "exactly_once_v2"), "under 150 ms"),
        AT_LEAST_ONCE("at_least_once", Map.of(GUARANTEE, "at_least_once"), "under 10 ms");

        private final String words;
        private final Map<String, String> settings;
        private final String aim;

        Variant(String words, Map<String, String> settings, String aim) {
            this.words = words;
            this.settings = settings;
            this.aim = aim;
        }
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "From a transfer to its alert";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Course course = Course.of(workshop.scaled(1_000_000, 300_000), GeneratedLaw.probe());
        Duration time = Duration.ofSeconds(workshop.scaled(10, 3));
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            Loads loads = new Loads(report, cluster, workshop, course, time);
            for (Variant variant : Variant.values()) {
                loads.run(variant);
            }
            report.picture(new Plot(
                    "latency",
                    "Broker's stamp on a transfer → readable alert",
                    new Axis("load, % of the most that exactly_once_v2 reaches", false),
                    new Axis("ms", true),
                    loads.lines));
            course.describe(report, cluster)
                    .setting("threads", Settings.THREADS)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms")
                    .setting("seconds under each load", time.toSeconds())
                    .setting("heap of the application", RunningCommand.HEAP);
        }
        return report;
    }

    /** Puts one variant after another under the same loads. */
    private static final class Loads {
        private final Report report;
        private final BenchCluster cluster;
        private final Workshop workshop;
        private final Course course;
        private final Duration time;
        private final List<Line> lines = new ArrayList<>();
        private double most;

        Loads(Report report, BenchCluster cluster, Workshop workshop, Course course, Duration time) {
            this.report = report;
            this.cluster = cluster;
            this.workshop = workshop;
            this.course = course;
            this.time = time;
        }

        void run(Variant variant) throws Exception {
            String id = "latency-" + variant.ordinal();
            List<Point> medians = new ArrayList<>();
            List<Point> tails = new ArrayList<>();
            try (LoadedApplication application =
                    LoadedApplication.start(cluster, workshop, id, course, variant.settings)) {
                double reached = application.catchUp();
                report.figure(variant.words + ": most", "transfers/s", Spread.of(reached), "");
                // The loads of all are shares of what the default reaches.
                most = most == 0 ? reached : most;
                for (int percent : PERCENT) {
                    Latencies latencies = application.under(most * percent / 100, time);
                    report(variant, percent, latencies);
                    Spread fromAppend = new Spread(latencies.fromAppend());
                    medians.add(new Point(percent, Spread.of(fromAppend.median())));
                    tails.add(new Point(percent, Spread.of(fromAppend.quantile(0.99))));
                }
                application.stopAndCheck();
            }
            lines.add(new Line(variant.words + " half", medians));
            lines.add(new Line(variant.words + " 99%", tails));
        }

        private void report(Variant variant, int percent, Latencies latencies) {
            Spread fromAppend = new Spread(latencies.fromAppend());
            Spread fromDue = new Spread(latencies.fromDue());
            String words = variant.words + ", " + percent + " % of the most";
            report.figure(words + ": broker's stamp → readable", "ms", fromAppend, "")
                    .figure(words + ": 95 of 100 within", "ms", Spread.of(fromAppend.quantile(0.95)), "")
                    .figure(
                            words + ": 99 of 100 within",
                            "ms",
                            Spread.of(fromAppend.quantile(0.99)),
                            percent == AIMED_AT ? variant.aim : "")
                    .figure(
                            words + ": 99 of 100, counted from when it was due",
                            "ms",
                            Spread.of(fromDue.quantile(0.99)),
                            "")
                    .noteLoad();
            workshop.say("  %s: %d samples, 50, 95, 99 of 100 within %.1f, %.1f, %.1f ms; 99 since due %.1f ms; load %s"
                    .formatted(
                            words,
                            fromAppend.samples().size(),
                            fromAppend.median(),
                            fromAppend.quantile(0.95),
                            fromAppend.quantile(0.99),
                            fromDue.quantile(0.99),
                            Machine.load()));
        }
    }
}
