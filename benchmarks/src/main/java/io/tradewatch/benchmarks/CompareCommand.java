package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells where two runs do not agree. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two runs, figure by figure. They agree where their spreads, least to most, meet.",
            "Ends with 3 where some do not."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 3;

    @ParentCommand
    private BenchmarkCommand parent = new BenchmarkCommand();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The folder with the results of one run.")
    private Path before = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "That of the other. Default: benchmarks/target/results of this checkout.")
    private @Nullable Path after;

    @Option(names = "--all", description = "List what agrees, too.")
    private boolean isAll;

    private int alike;
    private int apart;
    private int single;

    @Override
    public Integer call() throws IOException {
        Path other = after == null ? parent.results() : after;
        for (Path folder : new Path[] {before, other}) {
            if (!Files.isDirectory(folder)) {
                System.err.println("there is no folder " + folder);
                return CommandLine.ExitCode.USAGE;
            }
        }
        System.out.println("| benchmark | measured | before | after | |");
        System.out.println("| --- | --- | ---: | ---: | --- |");
        for (String benchmark : parent.names()) {
            Optional<Results> one = Results.read(before, benchmark);
            Optional<Results> two = Results.read(other, benchmark);
            if (one.isPresent() && two.isPresent()) {
                compare(benchmark, one.get(), two.get());
            }
        }
        System.err.println((alike + apart) + " figures of several samples in both: " + alike + " agree, " + apart
                + " do not; " + single + " of one sample, which tells no spread");
        if (alike + apart + single == 0) {
            System.err.println("nothing was measured in both folders");
            return CommandLine.ExitCode.USAGE;
        }
        return apart == 0 ? CommandLine.ExitCode.OK : DIFFERENT;
    }

    private void compare(String benchmark, Results one, Results two) {
        if (!one.conditions().equals(two.conditions())) {
            System.err.println(benchmark + " ran under other conditions: before, " + one.conditions() + "; after, "
                    + two.conditions());
        }
        for (Figure figure : one.figures()) {
            two.like(figure).ifPresent(other -> compare(benchmark, figure, other));
        }
    }

    private void compare(String benchmark, Figure one, Figure two) {
        if (one.spread().samples().size() == 1 || two.spread().samples().size() == 1) {
            single++;
            return;
        }
        // What differs in digits that are not shown does not differ.
        boolean isAlike = one.spread().meets(two.spread()) || words(one).equals(words(two));
        alike += isAlike ? 1 : 0;
        apart += isAlike ? 0 : 1;
        if (isAll || !isAlike) {
            System.out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    benchmark, one.what(), words(one), words(two), isAlike ? "" : "**apart**");
        }
    }

    private static String words(Figure figure) {
        Spread spread = figure.spread();
        return "%s %s (%s … %s)"
                .formatted(
                        ReportWriter.number(spread.median()),
                        figure.unit(),
                        ReportWriter.number(spread.least()),
                        ReportWriter.number(spread.most()));
    }
}
