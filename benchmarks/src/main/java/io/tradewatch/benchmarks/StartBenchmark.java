package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.LawLoading.Loaded;
import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Measure;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a very large law costs at the start: decoded and compiled by itself, and as a part of the start of {@code tradewatch
 * run}; and what it weighs.
 */
final class StartBenchmark implements Benchmark {
    private static final int PAUSE_MS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What is started with. */
    private enum Contender {
        ONE_MEASURE,
        MANY_MEASURES;

        /** Of the topics and of the application's id. */
        String prefix() {
            return this == ONE_MEASURE ? "one-" : "many-";
        }

        TopicNames topics() {
            return TopicNames.withPrefix(prefix());
        }
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "A law of 100,000 measures";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        List<Measure> law = GeneratedLaw.measures(workshop.scaled(100_000, 10_000));
        int entries =
                law.stream().mapToInt(measure -> measure.commodities().size()).sum();
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            for (Contender contender : Contender.values()) {
                cluster.createTopics(contender.topics());
                cluster.publishLaw(contender.topics(), workshop.referenceFolder(), lawOf(contender, law));
            }
            reportLoading(report, cluster, law.size(), entries, workshop);
            reportStarts(report, cluster, law, workshop);
        }
        return report.setting("measures", law.size())
                .setting("(measure, code) entries", entries)
                .setting("heap of the started command", RunningCommand.HEAP);
    }

    private static List<Measure> lawOf(Contender contender, List<Measure> law) {
        return contender == Contender.ONE_MEASURE ? law.subList(0, 1) : law;
    }

    private static void reportLoading(Report report, BenchCluster cluster, int measures, int entries, Workshop workshop)
            throws IOException {
        List<Loaded> loaded = new ArrayList<>();
        for (int trial = 0; trial < workshop.scaled(5, 2); trial++) {
            loaded.add(LawLoading.run(cluster, Contender.MANY_MEASURES.topics(), measures));
            workshop.say("  loaded: " + loaded.get(trial) + "; load " + Machine.load());
        }
        report.noteLoad();
        report.figure("decoding, first time", "s", spread(loaded, Loaded::coldDecoding), "")
                .figure("compiling, first time", "s", spread(loaded, Loaded::coldCompiling), "")
                .figure(
                        "both, first time",
                        "s",
                        spread(loaded, one -> one.coldDecoding() + one.coldCompiling()),
                        "under 2 s for 100,000")
                .figure("decoding, warm", "s", spread(loaded, Loaded::warmDecoding), "")
                .figure("compiling, warm", "s", spread(loaded, Loaded::warmCompiling), "")
                .figure("both, warm", "s", spread(loaded, one -> one.warmDecoding() + one.warmCompiling()), "")
                .figure(
                        "heap of the index alone",
                        "bytes an entry",
                        spread(loaded, one -> one.indexBytes() / entries),
                        "")
                .figure(
                        "heap of the index and the measures that it holds",
                        "bytes an entry",
                        spread(loaded, one -> (one.indexBytes() + one.measureBytes()) / entries),
                        "under 150");
    }

    private static void reportStarts(Report report, BenchCluster cluster, List<Measure> law, Workshop workshop)
            throws Exception {
        int trials = workshop.scaled(5, 2);
        double[] one = new double[trials];
        double[] many = new double[trials];
        double[] more = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            one[trial] = secondsToReady(cluster, workshop, Contender.ONE_MEASURE, trial, 1);
            many[trial] = secondsToReady(cluster, workshop, Contender.MANY_MEASURES, trial, law.size());
            more[trial] = many[trial] - one[trial];
            workshop.say("  ready: %.2f s, %.2f s; load %s".formatted(one[trial], many[trial], Machine.load()));
        }
        report.noteLoad();
        report.figure("tradewatch run → ready, with 1 measure", "s", Spread.of(one), "")
                .figure("tradewatch run → ready, with all of them", "s", Spread.of(many), "")
                .figure("what all of them add to it", "s", Spread.of(more), "under 2 s for 100,000");
    }

    private static Spread spread(List<Loaded> loaded, ToDoubleFunction<Loaded> value) {
        return Spread.of(loaded.stream().mapToDouble(value).toArray());
    }

    /** Starts the command on an empty state, and stops it again. */
    private static double secondsToReady(
            BenchCluster cluster, Workshop workshop, Contender contender, int trial, int measures) throws Exception {
        String id = contender.prefix() + trial;
        int port = freePort();
        Path state = workshop.scratch().resolve(id);
        Map<String, String> settings = Map.of(
                "TRADEWATCH_APPLICATION_ID", id,
                "TRADEWATCH_TOPICS_PREFIX", contender.prefix(),
                "TRADEWATCH_HTTP_PORT", Integer.toString(port),
                "TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS",
                        cluster.kafka().get("bootstrap.servers").toString(),
                "TRADEWATCH_SCHEMA_REGISTRY_URL",
                        cluster.registry().get("schema.registry.url").toString(),
                "TRADEWATCH_SCREENING_STATE_DIR", state.toString());
        long started = System.nanoTime();
        double seconds;
        try (RunningCommand command = RunningCommand.start(
                workshop, RunningCommand.HEAP, settings, workshop.scratch().resolve(id + ".log"), "run")) {
            awaitReady(command, port, started);
            seconds = (System.nanoTime() - started) / 1e9;
            requireMeasures(port, measures);
            command.stop();
        }
        cluster.deleteInternalTopics(id);
        Workshop.delete(state);
        return seconds;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(RunningCommand command, int port, long started) throws InterruptedException {
        while (!isReady(port)) {
            command.requireAlive();
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException("not ready within " + PATIENCE);
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            return get(port, "/health/ready").statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    private static void requireMeasures(int port, int measures) throws IOException, InterruptedException {
        String law = get(port, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tradewatch_law_measures"))
                .findFirst()
                .orElse("nothing");
        double loaded = Double.parseDouble(law.substring(law.lastIndexOf(' ') + 1));
        if (loaded != measures) {
            throw new WrongOutputException("ready with " + loaded + " measures, expected " + measures);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
