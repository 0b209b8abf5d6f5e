package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.LawLoading.Loaded;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    private static final double MEGABYTE = 1 << 20;
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

    /**
     * What a start took.
     *
     * @param seconds from the start of the process
     * @param megabytes the most memory that the process had resident
     */
    private record Ready(double seconds, double megabytes) {}

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
        List<Ready> one = new ArrayList<>();
        List<Ready> many = new ArrayList<>();
        double[] more = new double[workshop.scaled(9, 2)];
        for (int trial = 0; trial < more.length; trial++) {
            one.add(start(cluster, workshop, Contender.ONE_MEASURE, trial, 1));
            many.add(start(cluster, workshop, Contender.MANY_MEASURES, trial, law.size()));
            more[trial] = many.get(trial).seconds() - one.get(trial).seconds();
            workshop.say("  " + one.get(trial) + ", " + many.get(trial) + "; load " + Machine.load());
        }
        report.noteLoad();
        report.figure("tradewatch run → ready, with 1 measure", "s", spread(one, Ready::seconds), "")
                .figure("tradewatch run → ready, with all of them", "s", spread(many, Ready::seconds), "")
                .figure("what all of them add to it", "s", Spread.of(more), "under 2 s for 100,000")
                .figure("most memory until ready, with 1 measure", "MB", spread(one, Ready::megabytes), "")
                .figure("most memory until ready, with all of them", "MB", spread(many, Ready::megabytes), "");
    }

    private static <T> Spread spread(List<T> trials, ToDoubleFunction<T> value) {
        return Spread.of(trials.stream().mapToDouble(value).toArray());
    }

    /** Starts the command on an empty state, and stops it again. */
    private static Ready start(BenchCluster cluster, Workshop workshop, Contender contender, int trial, int measures)
            throws Exception {
        String id = contender.prefix() + trial;
        int port = freePort();
        Map<String, String> settings =
                Map.of("TRADEWATCH_TOPICS_PREFIX", contender.prefix(), "TRADEWATCH_HTTP_PORT", Integer.toString(port));
        long started = System.nanoTime();
        Ready ready;
        try (RunningCommand command = RunCommands.start(cluster, workshop, id, id, settings)) {
            awaitReady(command, port, started);
            ready = new Ready((System.nanoTime() - started) / 1e9, command.mostResident() / MEGABYTE);
            requireMeasures(port, measures);
            command.stop();
        }
        cluster.deleteInternalTopics(id);
        Workshop.delete(workshop.scratch().resolve(id));
        return ready;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void awaitReady(RunningCommand command, int port, long started) throws InterruptedException {
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

    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
