package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.LawLoading.Loaded;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people wait for who work with the law: loading as many entries as large tariffs have, {@code screen} of a single
 * declaration with the shipped files, and the console's page of a thousand measures.
 */
final class LawBenchmark implements Benchmark {
    private static final int ENTRIES = 25_000;
    private static final int MEASURES = 1_000;

    /** As many measures as the console asks for at a time. */
    private static final int PAGE = 500;

    private static final int WARMING = 50;
    private static final int READINGS = 50;

    private static final String ENTRIES_PREFIX = "entries-";
    private static final String PAGE_PREFIX = "page-";

    private static final String TRANSFER = """
            {"transferId":"T-1","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"FR","countryOfDestination":"DE",\
            "goodsItems":[{"itemNumber":1,"commodityCode":"870323"}]}
            """;

    @Override
    public String name() {
        return "law";
    }

    @Override
    public String title() {
        return "Working with the law";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Report report = new Report(this);
        List<Measure> entries = GeneratedLaw.withEntries(ENTRIES);
        List<Measure> page = GeneratedLaw.measures(MEASURES);
        try (BenchCluster cluster = new BenchCluster()) {
            publish(cluster, workshop, ENTRIES_PREFIX, entries);
            publish(cluster, workshop, PAGE_PREFIX, page);
            reportLoading(report, cluster, workshop, entries.size());
            reportPage(report, cluster, workshop);
        }
        reportScreen(report, workshop);
        return report.setting("entries that are loaded", ENTRIES)
                .setting("measures that are loaded", entries.size())
                .setting("measures of the page", page.size())
                .setting("heap of the started commands", RunningCommand.HEAP);
    }

    private static void publish(BenchCluster cluster, Workshop workshop, String prefix, List<Measure> law)
            throws Exception {
        TopicNames topics = TopicNames.withPrefix(prefix);
        cluster.createTopics(topics);
        cluster.publishLaw(topics, workshop.referenceFolder(), law);
    }

    private static void reportLoading(Report report, BenchCluster cluster, Workshop workshop, int measures)
            throws IOException {
        double[] seconds = new double[workshop.scaled(9, 3)];
        for (int trial = 0; trial < seconds.length; trial++) {
            Loaded loaded = LawLoading.run(cluster, TopicNames.withPrefix(ENTRIES_PREFIX), measures);
            seconds[trial] = loaded.coldDecoding() + loaded.coldCompiling();
            workshop.say("  loaded in " + seconds[trial] + " s; load " + Machine.load());
        }
        report.noteLoad();
        report.figure("25,000 entries decoded and compiled, first time", "s", Spread.of(seconds), "under 2 s");
    }

    private static void reportPage(Report report, BenchCluster cluster, Workshop workshop) throws Exception {
        int port = StartBenchmark.freePort();
        Map<String, String> settings =
                Map.of("TRADEWATCH_TOPICS_PREFIX", PAGE_PREFIX, "TRADEWATCH_HTTP_PORT", Integer.toString(port));
        double[] milliseconds = new double[READINGS];
        double first;
        try (RunningCommand command = RunCommands.start(cluster, workshop, "page", "page", settings)) {
            StartBenchmark.awaitReady(command, port, System.nanoTime());
            first = read(port);
            for (int time = 0; time < WARMING; time++) {
                read(port);
            }
            for (int time = 0; time < READINGS; time++) {
                milliseconds[time] = read(port);
            }
            command.stop();
        }
        report.noteLoad();
        report.figure("all 1,000 measures for the console, first time", "ms", Spread.of(first), "")
                .figure("all 1,000 measures for the console, warm", "ms", Spread.of(milliseconds), "under 100 ms");
    }

    /** Returns how many milliseconds the requests take that the console's page of measures makes. */
    private static double read(int port) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (int offset = 0; offset < MEASURES; offset += PAGE) {
            HttpResponse<String> answer =
                    StartBenchmark.get(port, "/api/v1/measures?limit=" + PAGE + "&offset=" + offset);
            if (answer.statusCode() != 200 || !answer.body().contains("\"total\":" + MEASURES)) {
                throw new WrongOutputException("the page of measures is answered with " + answer.statusCode());
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void reportScreen(Report report, Workshop workshop) throws Exception {
        Path file = Files.writeString(workshop.scratch().resolve("transfer.jsonl"), TRANSFER);
        List<Double> seconds = new ArrayList<>();
        for (int trial = 0; trial < workshop.scaled(9, 5); trial++) {
            long begun = System.nanoTime();
            try (RunningCommand command = RunningCommand.start(
                    workshop,
                    RunningCommand.HEAP,
                    Map.of(),
                    workshop.scratch().resolve("screen.log"),
                    "screen",
                    file.toString())) {
                command.awaitSuccess();
            }
            seconds.add((System.nanoTime() - begun) / 1e9);
            workshop.say("  screened in " + seconds.get(trial) + " s; load " + Machine.load());
        }
        report.noteLoad();
        report.figure("tradewatch screen of one transfer, shipped law", "s", new Spread(seconds), "under 2 s");
    }
}
