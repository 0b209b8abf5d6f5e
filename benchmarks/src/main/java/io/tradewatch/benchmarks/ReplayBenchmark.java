package io.tradewatch.benchmarks;

import io.tradewatch.avro.Violation;
import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.text.WholeFile;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.replay.OutputFile;
import io.tradewatch.replay.PlanFolder;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayRange;
import io.tradewatch.replay.ReplayRequest;
import io.tradewatch.ruleset.publish.MeasuresTopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares a replay of a topic with the live application that reads the same topic and remembers nothing, and weighs
 * replays of ever longer ranges.
 */
final class ReplayBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    /** So little that what grows with the range would not fit. */
    private static final String SMALL_HEAP = "-Xmx128m";

    private static final double MEGABYTE = 1 << 20;

    /** What takes part. */
    private enum Contender {
        LIVE("live screening, look-back 0, 1 thread"),
        REPLAY_ON_ONE_THREAD("replay, 1 thread"),
        REPLAY_ON_ALL("replay, a thread for each core");

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
        return "replay";
    }

    @Override
    public String title() {
        return "Replay against live screening";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(2_000_000, 200_000);
        Course course = Course.of(transfers);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            course.publish(cluster, TOPICS, workshop);
            ScreeningRun screening =
                    new ScreeningRun(cluster, workshop, TOPICS, cluster.ends(TOPICS.transfers()), course.expected());
            Race<Contender, Double> race = new Race<>(Contender.class, secondsEach -> secondsEach);
            race.run(workshop.scaled(5, 4), workshop, report, (contender, id) -> switch (contender) {
                case LIVE ->
                    screening
                            .time(id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO))
                            .secondsEach();
                case REPLAY_ON_ONE_THREAD -> replay(id, 1, cluster, workshop, course);
                case REPLAY_ON_ALL -> replay(id, Runtime.getRuntime().availableProcessors(), cluster, workshop, course);
            });
            race.reportRates(report, "transfers/s");
            report.figure(
                            Contender.REPLAY_ON_ONE_THREAD + " ÷ live",
                            "",
                            race.ratio(Contender.REPLAY_ON_ONE_THREAD, Contender.LIVE),
                            "at least 1")
                    .figure(
                            Contender.REPLAY_ON_ALL + " ÷ live",
                            "",
                            race.ratio(Contender.REPLAY_ON_ALL, Contender.LIVE),
                            "at least 1");
            weigh(cluster, workshop, course.trade(), transfers, report);
            course.describe(report, cluster)
                    .setting("guarantee of the live application", Settings.GUARANTEE)
                    .setting("heap of the weighed command", SMALL_HEAP);
        }
        return report.remark(
                "The live application is timed from the tenth part on until all is committed, a replay from its first"
                        + " record until the file with all violations, sorted, is in its place.");
    }

    /** Returns the seconds by the clock for each transfer. */
    private static double replay(String id, int threads, BenchCluster cluster, Workshop workshop, Course course)
            throws Exception {
        Path file = workshop.scratch().resolve(id + ".jsonl");
        ReplayRequest request = new ReplayRequest(
                TOPICS,
                ReplayRange.EVER,
                null,
                "as published",
                null,
                Screening.DEFAULT_MAX_VIOLATIONS,
                new OutputFile(file));
        List<String> found = new ArrayList<>();
        try (RegistrySchemas schemas = RegistrySchemas.connect(cluster.registry());
                PlanFolder folder = PlanFolder.open(workshop.scratch().resolve(id))) {
            ReplayCluster connected = new ReplayCluster(cluster.kafka(), schemas);
            double seconds;
            try (Replay replay = Replay.open(
                    connected,
                    request,
                    folder,
                    () -> List.of(PlannedRuleset.of(
                            new MeasuresTopicReader(cluster.kafka(), schemas, TOPICS.measures()).read(), null)))) {
                long started = System.nanoTime();
                replay.read(threads, offsets -> {});
                write(replay.violations(0), file, found);
                seconds = (System.nanoTime() - started) / 1e9;
            }
            folder.discard();
            ExpectedAlerts.require(course.expected(), found, id);
            return seconds / course.transfers();
        }
    }

    private static void write(Iterator<Violation> violations, Path file, List<String> ids) throws IOException {
        try (WholeFile whole = WholeFile.at(file)) {
            while (violations.hasNext()) {
                Violation violation = violations.next();
                ViolationFile.writeLine(violation, whole.writer());
                ids.add(violation.getViolationId());
            }
            whole.complete();
        }
    }

    /** Replays in a process of its own, while the topic grows to twice and four times of what was raced over. */
    private static void weigh(
            BenchCluster cluster, Workshop workshop, GeneratedTrade trade, int transfers, Report report)
            throws Exception {
        List<Double> most = new ArrayList<>();
        for (int factor : List.of(1, 2, 4)) {
            if (factor > 1) {
                cluster.publishTransfers(TOPICS, trade.mixture((long) factor / 2 * transfers));
            }
            most.add(weigh(cluster, workshop, transfers * factor + " transfers", report));
        }
        int hits = workshop.scaled(50_000, 20_000);
        cluster.publishTransfers(TOPICS, trade.all(Kind.HIT, hits));
        weigh(cluster, workshop, "these and " + hits + " that break a measure", report);
        report.figure(
                "most memory, four times ÷ once the transfers", "", Spread.of(most.get(2) / most.get(0)), "1: flat");
    }

    private static double weigh(BenchCluster cluster, Workshop workshop, String words, Report report) throws Exception {
        List<Double> most = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int trial = 0; trial < 3; trial++) {
            long started = System.nanoTime();
            most.add(ReplayCommands.start(
                                    cluster,
                                    workshop,
                                    SMALL_HEAP,
                                    Runtime.getRuntime().availableProcessors())
                            .awaitSuccess()
                    / MEGABYTE);
            seconds.add((System.nanoTime() - started) / 1e9);
        }
        workshop.say(
                "  memory of a replay of " + words + ": " + most + " MB in " + seconds + " s; load " + Machine.load());
        Spread spread = new Spread(most);
        report.figure("most memory of a replay of " + words, "MB", spread, "")
                .figure("the same, start of the JVM included", "s", new Spread(seconds), "")
                .noteLoad();
        return spread.median();
    }
}
