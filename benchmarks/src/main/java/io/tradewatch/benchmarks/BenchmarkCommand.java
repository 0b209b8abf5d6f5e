package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks one after another and writes what they found. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        subcommands = CompareCommand.class,
        description = {
            "Measure the application on a real broker on this machine.",
            "Writes a table to standard output, and NAME.json and NAME.md to benchmarks/target/results."
        })
final class BenchmarkCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String SPEED = "speed";

    /** What tells how fast the application is, beside its ceiling and its peers. */
    private static final Set<String> OF_SPEED =
            Set.of("throughput", "declarations", "stages", "peers", "micro", "latency", "extremes", "scale", "start");

    private final List<Benchmark> benchmarks = List.of(
            new ThroughputBenchmark(),
            new DeclarationsBenchmark(),
            new StagesBenchmark(),
            new PeersBenchmark(),
            new MicroBenchmark(),
            new LatencyBenchmark(),
            new ExtremesBenchmark(),
            new ScaleBenchmark(),
            new StartBenchmark(),
            new LawBenchmark(),
            new StateBenchmark(),
            new RescreeningBenchmark(),
            new PublicationBenchmark(),
            new RestartBenchmark(),
            new OperationsBenchmark(),
            new ReplayBenchmark(),
            new BystanderBenchmark(),
            new GuardBenchmark());

    /** Optional for the sake of the commands below this one. */
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = {
                "throughput, declarations, stages, peers, micro, latency, extremes, scale, start, law, state, rescreening, publication, restart, operations, replay, bystander, guard; speed for the first nine, in about 30 minutes; or all."
            })
    private String name = "";

    @Option(names = "--short", description = "Fewer transfers and trials.")
    private boolean isShort;

    @Option(
            names = "--declarations",
            paramLabel = "FILE",
            description = "Import declarations for the benchmark of that name, from " + DeclarationsBenchmark.SOURCE
                    + ". Without it, speed and all pass that benchmark over.")
    private @Nullable Path declarations;

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "Put the tables into this file too, in place of those that it has, and what was aimed at.")
    private @Nullable Path document;

    @Option(names = "--require-aims", description = "End with 1 where a median misses what is aimed at.")
    private boolean isAimRequired;

    @Option(names = "--home", required = true, hidden = true, description = "The folder of the repository.")
    private Path home = Path.of("");

    /** Runs what the arguments name, and ends the process: the clients' daemon threads have nothing left to do. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Benchmark> wanted = benchmarks.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            System.err.println((name.isEmpty() ? "name a benchmark" : "there is no benchmark '" + name + "'")
                    + "; there are: " + String.join(", ", names()) + ", " + SPEED + " and " + ALL);
            return CommandLine.ExitCode.USAGE;
        }
        if (declarations != null && !Files.isReadable(declarations)) {
            System.err.println("--declarations names " + declarations + ", which does not exist or may not be read");
            return CommandLine.ExitCode.USAGE;
        }
        ReportWriter writer = new ReportWriter(isShort);
        List<String> troubles = new ArrayList<>();
        boolean isComplete = true;
        for (Benchmark benchmark : wanted) {
            try (Workshop workshop = Workshop.open(home, isShort, Optional.ofNullable(declarations))) {
                Optional<String> lack = benchmark.lack(workshop);
                if (lack.isPresent() && name.equals(benchmark.name())) {
                    System.err.println(lack.get());
                    return CommandLine.ExitCode.USAGE;
                }
                if (lack.isPresent()) {
                    workshop.say(benchmark.name() + " is passed over: " + lack.get());
                    continue;
                }
                Report report = run(benchmark, workshop, writer);
                report.figures().stream()
                        .filter(Figure::isMissed)
                        .forEach(figure -> troubles.add("missed: " + figure.inWords()));
            } catch (Exception e) {
                // What the others take hours for is not to be lost with it.
                troubles.add(benchmark.name() + " failed: " + e);
                isComplete = false;
            }
        }
        if (document != null) {
            ReportWriter.replaceIn(document, AimsTable.NAME, AimsTable.markdown(Files.readString(document), names()));
        }
        troubles.forEach(System.err::println);
        boolean isGood = isComplete && (troubles.isEmpty() || !isAimRequired);
        return isGood ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean isWanted(Benchmark benchmark) {
        return name.equals(ALL)
                || name.equals(benchmark.name())
                || (name.equals(SPEED) && OF_SPEED.contains(benchmark.name()));
    }

    /** What every benchmark is called, in the order of reports. */
    List<String> names() {
        return benchmarks.stream().map(Benchmark::name).toList();
    }

    /** Where the results of this checkout are. */
    Path results() {
        return home.resolve("benchmarks").resolve("target").resolve("results");
    }

    private Report run(Benchmark benchmark, Workshop workshop, ReportWriter writer) throws Exception {
        workshop.say(benchmark.name() + ": " + benchmark.title());
        long started = System.nanoTime();
        Report report = benchmark.run(workshop);
        report.noteLoad();
        workshop.say(benchmark.name() + " took "
                + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s");
        write(report, writer);
        return report;
    }

    private void write(Report report, ReportWriter writer) throws IOException {
        System.out.println("\n## " + report.title() + "\n\n" + writer.markdown(report));
        writer.write(report, results());
        if (document != null) {
            writer.replaceIn(document, report);
        }
    }
}
