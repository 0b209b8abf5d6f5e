package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the parts one by one: what it takes to look goods up, to judge, to read and to write, without Kafka. JMH runs
 * each in JVMs of its own, with the class path and the flags of this one.
 */
final class MicroBenchmark implements Benchmark {
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String UNDER_50 = "under 50 ns";
    private static final String NOTHING = "0 bytes";
    private static final String NO_AIM = "";
    private static final List<Part> PARTS = parts();

    /**
     * What is measured by itself.
     *
     * @param type the class of the method
     * @param method the method, which JMH measures
     * @param parameters what JMH sets beforehand
     * @param words what it is, for readers
     * @param timeAim what is aimed at; empty where nothing is
     * @param bytesAim likewise
     */
    private record Part(
            Class<?> type,
            String method,
            Map<String, String> parameters,
            String words,
            String timeAim,
            String bytesAim) {
        boolean isMeasuredBy(RunResult result) {
            return result.getParams().getBenchmark().equals(type.getName() + "." + method)
                    && parameters.entrySet().stream()
                            .allMatch(parameter -> parameter
                                    .getValue()
                                    .equals(result.getParams().getParam(parameter.getKey())));
        }
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String title() {
        return "Parts, one by one";
    }

    @Override
    public Report run(Workshop workshop) throws RunnerException, IOException {
        Path log = workshop.home().resolve("benchmarks/target/results/micro.log");
        Files.createDirectories(log.getParent());
        workshop.say("  JMH writes to " + log);
        Report report = new Report(this);
        Options options = options(workshop).output(log.toString()).build();
        List<RunResult> results = List.copyOf(new Runner(options).run());
        for (Part part : PARTS) {
            RunResult result = result(results, part);
            report.figure(part.words, "ns", spread(result, MicroBenchmark::time), part.timeAim);
            report.figure(part.words + ": allocated", "B", spread(result, MicroBenchmark::bytes), part.bytesAim);
        }
        for (Rules.Kind kind : Rules.Kind.values()) {
            reportRatio(report, results, kind, "drools", "Tradewatch ÷ Drools, " + kind);
            reportRatio(report, results, kind, "droolsTogether", "Tradewatch ÷ Drools, 256 at once, " + kind);
        }
        return report.setting("JVMs for each", options.getForkCount().get())
                .setting(
                        "iterations in each", options.getMeasurementIterations().get())
                .setting("an iteration", options.getMeasurementTime().get());
    }

    private static ChainedOptionsBuilder options(Workshop workshop) {
        return new OptionsBuilder()
                .include(classes())
                .forks(workshop.scaled(2, 1))
                .warmupIterations(workshop.scaled(3, 2))
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(workshop.scaled(5, 3))
                .measurementTime(TimeValue.milliseconds(workshop.scaled(300, 200)))
                .jvmArgsAppend("-D" + MicroLaw.REFERENCE_FOLDER + "=" + workshop.referenceFolder())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    private static String classes() {
        return PARTS.stream()
                .map(part -> Pattern.quote(part.type.getName() + "."))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static RunResult result(List<RunResult> results, Part part) {
        return results.stream()
                .filter(part::isMeasuredBy)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has no result of " + part));
    }

    private static Spread spread(RunResult result, ToDoubleFunction<IterationResult> value) {
        return Spread.of(samples(result, value));
    }

    private static double[] samples(RunResult result, ToDoubleFunction<IterationResult> value) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(value)
                .toArray();
    }

    private static double time(IterationResult iteration) {
        return iteration.getPrimaryResult().getScore();
    }

    private static double bytes(IterationResult iteration) {
        return iteration.getSecondaryResults().get(BYTES).getScore();
    }

    /** Iterations of the same number give one ratio. */
    private static void reportRatio(
            Report report, List<RunResult> results, Rules.Kind kind, String peer, String words) {
        double[] ours = samples(result(results, rules("tradewatch", kind)), MicroBenchmark::time);
        double[] others = samples(result(results, rules(peer, kind)), MicroBenchmark::time);
        double[] ratios = IntStream.range(0, ours.length)
                .mapToDouble(i -> others[i] / ours[i])
                .toArray();
        report.figure(words, "", Spread.of(ratios), "at least 100");
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (LookUps.Size law : LookUps.Size.values()) {
            for (LookUps.Goods goods : LookUps.Goods.values()) {
                parts.add(new Part(
                        LookUps.class,
                        "lookUp",
                        Map.of("law", law.name(), "goods", goods.name()),
                        "look-up, " + law + ", goods " + goods,
                        UNDER_50,
                        NOTHING));
            }
        }
        for (Rules.Kind kind : Rules.Kind.values()) {
            parts.add(rules("tradewatch", kind));
            parts.add(rules("tradewatchFromBytes", kind));
            parts.add(rules("drools", kind));
            parts.add(rules("droolsTogether", kind));
        }
        parts.add(coding("outline", "outline of a transfer", NOTHING));
        parts.add(coding("deciding", "what decides of a transfer, by a plan for its schema", NO_AIM));
        parts.add(coding("decidingByAvro", "the same, by Avro's projection", NO_AIM));
        parts.add(coding("whole", "a whole transfer, checked", NO_AIM));
        parts.add(coding("wholeByAvro", "a whole transfer, by Avro's own reader", NO_AIM));
        parts.add(coding("alert", "bytes of an alert", NO_AIM));
        return List.copyOf(parts);
    }

    private static Part rules(String method, Rules.Kind kind) {
        String words = switch (method) {
            case "tradewatch" -> "Tradewatch's rules";
            case "tradewatchFromBytes" -> "outline, and the rules where it does not tell, from bytes";
            case "drools" -> "Drools, one after another";
            default -> "Drools, 256 at once";
        };
        return new Part(Rules.class, method, Map.of("kind", kind.name()), words + ", " + kind, NO_AIM, NO_AIM);
    }

    private static Part coding(String method, String words, String bytesAim) {
        return new Part(Codings.class, method, Map.of(), words, NO_AIM, bytesAim);
    }
}
