package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.StackedBars.Layer;
import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the time of the stream thread goes into, by the samples of Java Flight Recorder: the share of each stage in the samples,
 * times what the thread took for a transfer. Copying is taken apart in the same way, beside it.
 */
final class StagesBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames COPIED = TopicNames.withPrefix("copies-");
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final int WARMING_UP = 2;
    private static final String UNIT = "µs a transfer";

    /** What the JVM adds to the names of classes that it makes itself, another number in each run. */
    private static final Pattern NUMBERED = Pattern.compile("(?<=\\$\\$Lambda)[$./].*|[./]0x.*");

    /** The stages, in the order in which a stack is asked for them. */
    private enum Stage {
        OUTLINE("the walk over the bytes", "io.tradewatch.codec.OutlineReader", ""),
        COMPARISON("the look at countries and codes", "io.tradewatch.engine.rules.Screening", "isClear"),
        VIOLATIONS("transfers that break a measure", "io.tradewatch.streams.ScreeningTask", "screenClosely"),
        RUNS("putting transfers into runs", "io.tradewatch.streams.TransferBatchInterceptor", ""),
        REST("the rest of the processor", "io.tradewatch.", ""),
        COMMIT("committing", "org.apache.kafka.streams.processor.internals.", "maybeCommit"),
        FETCH("fetching", "org.apache.kafka.clients.consumer.", "poll"),
        STREAMS("Kafka Streams' own turns", "", "");

        private final String words;
        private final String type;
        private final String method;

        Stage(String words, String type, String method) {
            this.words = words;
            this.type = type;
            this.method = method;
        }

        private boolean has(RecordedFrame frame) {
            return frame.getMethod().getType().getName().startsWith(type)
                    && frame.getMethod().getName().startsWith(method);
        }

        static Stage of(RecordedEvent sample) {
            for (Stage stage : values()) {
                if (sample.getStackTrace().getFrames().stream().anyMatch(stage::has)) {
                    return stage;
                }
            }
            return STREAMS;
        }
    }

    /** Runs a contender once. */
    @FunctionalInterface
    private interface Run {
        Lap of(String id) throws Exception;
    }

    @Override
    public String name() {
        return "stages";
    }

    @Override
    public String title() {
        return "What the time goes into";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        Course course = Course.of(workshop.scaled(1_000_000, 200_000));
        int runs = workshop.scaled(5, 3);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(COPIED);
            course.publish(cluster, TOPICS, workshop);
            ThroughputBenchmark.warmUp(cluster, workshop);
            CopyingRun copying = new CopyingRun(cluster, workshop, TOPICS.transfers(), COPIED.violations());
            ScreeningRun screening =
                    new ScreeningRun(cluster, workshop, TOPICS, cluster.ends(TOPICS.transfers()), course.expected());
            FlameGraph flames = new FlameGraph("stages-flames", "Where the stream thread is while it screens");
            Map<Stage, Spread> ofScreening = tell(
                    report,
                    "screening",
                    times(
                            workshop,
                            runs,
                            "screening",
                            id -> screening.time(
                                    id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO)),
                            sample -> flames.add(stack(sample))));
            Map<Stage, Spread> ofCopying =
                    tell(report, "copying", times(workshop, runs, "copying", copying::time, sample -> {}));
            report.picture(bars(ofCopying, ofScreening)).picture(flames);
            course.describe(report, cluster)
                    .setting("a sample", "every " + EVERY.toMillis() + " ms")
                    .setting("guarantee", Settings.GUARANTEE)
                    .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms");
        }
        return report;
    }

    /** Reports what each stage took for a transfer, and returns it. */
    private static Map<Stage, Spread> tell(Report report, String contender, List<Map<Stage, Double>> times) {
        Map<Stage, Spread> spreads = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Spread micros = Spread.of(times.stream()
                    .mapToDouble(time -> time.getOrDefault(stage, 0.0) * 1e6)
                    .toArray());
            if (micros.most() > 0) {
                report.figure(contender + ": " + stage.words, UNIT, micros, "");
            }
            spreads.put(stage, micros);
        }
        report.noteLoad();
        return spreads;
    }

    /** At the bottom what both do, above it what screening adds. Of means, as these add up. */
    private static StackedBars bars(Map<Stage, Spread> ofCopying, Map<Stage, Spread> ofScreening) {
        List<Layer> layers = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            layers.add(
                    0,
                    new Layer(
                            stage.words,
                            List.of(
                                    ofCopying.get(stage).mean(),
                                    ofScreening.get(stage).mean())));
        }
        return new StackedBars(
                "stages",
                "What a transfer takes of the stream thread",
                UNIT + ", mean of the runs",
                List.of("copying", "screening"),
                layers);
    }

    /**
     * For each run, the seconds that each stage took for a transfer.
     *
     * @param counted is given every sample of those runs
     */
    private static List<Map<Stage, Double>> times(
            Workshop workshop, int runs, String contender, Run run, Consumer<RecordedEvent> counted) throws Exception {
        List<Map<Stage, Double>> times = new ArrayList<>();
        for (int number = 0; number < WARMING_UP + runs; number++) {
            Path file = workshop.scratch().resolve(contender + number + ".jfr");
            Lap lap;
            try (Recording recording = new Recording()) {
                recording.enable(SAMPLE).withPeriod(EVERY);
                recording.start();
                lap = run.of(contender + "-" + number);
                recording.stop();
                recording.dump(file);
            }
            List<RecordedEvent> samples = samples(file, contender + "-" + number);
            Map<Stage, Double> shares = shares(samples);
            workshop.say("  %s: %.2f µs, %s".formatted(contender, lap.threadSecondsEach() * 1e6, shares));
            if (number >= WARMING_UP) {
                shares.replaceAll((stage, share) -> share * lap.threadSecondsEach());
                times.add(shares);
                samples.forEach(counted);
            }
        }
        return times;
    }

    private static List<RecordedEvent> samples(Path recording, String id) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null)
                .filter(event -> isStreamThread(event.getThread("sampledThread"), id))
                .filter(event -> !isUntimed(event))
                .toList();
    }

    private static Map<Stage, Double> shares(List<RecordedEvent> samples) {
        Map<Stage, Double> shares = new EnumMap<>(Stage.class);
        for (RecordedEvent sample : samples) {
            shares.merge(Stage.of(sample), 1.0 / samples.size(), Double::sum);
        }
        return shares;
    }

    /** The methods of a sample, the thread's entry first. */
    private static List<String> stack(RecordedEvent sample) {
        List<String> methods = new ArrayList<>();
        for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
            RecordedMethod method = frame.getMethod();
            methods.add(NUMBERED.matcher(method.getType().getName()).replaceFirst("") + "." + method.getName());
        }
        Collections.reverse(methods);
        return methods;
    }

    /** Until all stores are open, a stream thread asks in a loop whether they are; at the end it closes them. Neither is timed. */
    private static boolean isUntimed(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .map(frame -> frame.getMethod().getName())
                .anyMatch(method -> method.equals("checkStateUpdater") || method.equals("completeShutdown"));
    }

    private static boolean isStreamThread(RecordedThread thread, String id) {
        String name = thread.getJavaName();
        return name != null && name.startsWith(id + "-") && name.matches(".*StreamThread-\\d+");
    }
}
