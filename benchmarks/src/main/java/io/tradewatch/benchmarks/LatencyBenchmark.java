package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.LoadedApplication.Latencies;
import io.tradewatch.benchmarks.Plot.Axis;
import io.tradewatch.benchmarks.Plot.Line;
import io.tradewatch.benchmarks.Plot.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

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
        Timetable timetable = new Timetable(
                Duration.ofSeconds(workshop.scaled(10, 3)),
                workshop.scaled(5, 1),
                Duration.ofSeconds(workshop.scaled(4, 3)));
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            Loads loads = new Loads(report, cluster, workshop, course, timetable);
            for (Variant variant : Variant.values()) {
                loads.run(variant);
            }
            report.picture(new Plot(
                    "latency",
                    "Broker's stamp on a transfer → readable alert",
                    new Axis("load, % of the highest throughput with exactly_once_v2", false),
                    new Axis("ms", true),
                    loads.lines));
            course.describe(report, cluster)
                    .setting("threads", Settings.THREADS)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms")
                    .setting("seconds of warming", timetable.warming().toSeconds())
                    .setting("transfers in a rush", course.transfers() / 2)
                    .setting("rounds", timetable.rounds())
                    .setting("seconds under each load", timetable.underEach().toSeconds())
                    .setting("heap of the application", RunningCommand.HEAP);
        }
        return report;
    }

    /**
     * How long a variant is under load.
     *
     * @param warming before anything counts
     * @param rounds how often all loads come
     * @param underEach each time
     */
    private record Timetable(Duration warming, int rounds, Duration underEach) {}

    /** Puts one variant after another under the same loads. */
    private static final class Loads {
        private final Report report;
        private final BenchCluster cluster;
        private final Workshop workshop;
        private final Course course;
        private final Timetable timetable;
        private final List<Line> lines = new ArrayList<>();
        private double most;

        Loads(Report report, BenchCluster cluster, Workshop workshop, Course course, Timetable timetable) {
            this.report = report;
            this.cluster = cluster;
            this.workshop = workshop;
            this.course = course;
            this.timetable = timetable;
        }

        void run(Variant variant) throws Exception {
            String id = "latency-" + variant.ordinal();
            Map<Integer, List<Latencies>> byLoad = new TreeMap<>();
            try (LoadedApplication application =
                    LoadedApplication.start(cluster, workshop, id, course, variant.settings)) {
                application.catchUp();
                Spread reached = rush(application);
                report.figure(variant.words + ": highest throughput", "transfers/s", reached, "");
                // The loads of all are shares of what the default reaches.
                most = most == 0 ? reached.median() : most;
                for (int round = 0; round < timetable.rounds(); round++) {
                    for (int percent : PERCENT) {
                        Latencies latencies = application.under(most * percent / 100, timetable.underEach());
                        byLoad.computeIfAbsent(percent, any -> new ArrayList<>())
                                .add(latencies);
                        say(variant, percent, latencies);
                    }
                    report.noteLoad();
                }
                application.stopAndCheck();
            }
            byLoad.forEach((percent, latencies) -> report(variant, percent, latencies));
            lines.add(line(variant.words + " half", byLoad, 0.5));
            lines.add(line(variant.words + " 99%", byLoad, 0.99));
        }

        /** How many transfers a second go through: one for each round, after others by which the JVM is warm. */
        private Spread rush(LoadedApplication application) throws ExecutionException, InterruptedException {
            int rush = course.transfers() / 2;
            long warm = System.nanoTime() + timetable.warming().toNanos();
            while (System.nanoTime() < warm) {
                application.underRush(rush);
            }
            double[] reached = new double[timetable.rounds()];
            for (int round = 0; round < reached.length; round++) {
                reached[round] = application.underRush(rush);
                workshop.say("  rush, round %d: %,.0f transfers a second".formatted(round + 1, reached[round]));
            }
            return Spread.of(reached);
        }

        private void say(Variant variant, int percent, Latencies latencies) {
            Spread fromAppend = new Spread(latencies.fromAppend());
            workshop.say(
                    "  %s, %d %% of the highest throughput: %d samples, p50, p95, p99 %.1f, %.1f, %.1f ms; p99 since due %.1f ms; %.0f %% busy; load %s"
                            .formatted(
                                    variant.words,
                                    percent,
                                    fromAppend.samples().size(),
                                    fromAppend.median(),
                                    fromAppend.quantile(0.95),
                                    fromAppend.quantile(0.99),
                                    new Spread(latencies.fromDue()).quantile(0.99),
                                    latencies.busy(),
                                    Machine.load()));
        }

        private void report(Variant variant, int percent, List<Latencies> rounds) {
            String words = variant.words + ", " + percent + " % of the highest throughput: ";
            report.figure(
                            words + "broker's stamp → readable",
                            "ms",
                            new Spread(rounds.stream()
                                    .flatMap(round -> round.fromAppend().stream())
                                    .toList()),
                            "")
                    .figure(words + "p95", "ms", each(rounds, Latencies::fromAppend, 0.95), "")
                    .figure(
                            words + "p99",
                            "ms",
                            each(rounds, Latencies::fromAppend, 0.99),
                            percent == AIMED_AT ? variant.aim : "")
                    .figure(
                            words + "p99, counted from when it was due",
                            "ms",
                            each(rounds, Latencies::fromDue, 0.99),
                            "")
                    .figure(
                            words + "processors busy",
                            "%",
                            new Spread(rounds.stream().map(Latencies::busy).toList()),
                            "");
        }

        private static Line line(String name, Map<Integer, List<Latencies>> byLoad, double share) {
            return new Line(
                    name,
                    byLoad.entrySet().stream()
                            .map(load -> new Point(load.getKey(), each(load.getValue(), Latencies::fromAppend, share)))
                            .toList());
        }

        /** One of each round: the latency below which a share of the alerts lies. */
        private static Spread each(List<Latencies> rounds, Function<Latencies, List<Double>> latencies, double share) {
            return new Spread(rounds.stream()
                    .map(round -> new Spread(latencies.apply(round)).quantile(share))
                    .toList());
        }
    }
}
