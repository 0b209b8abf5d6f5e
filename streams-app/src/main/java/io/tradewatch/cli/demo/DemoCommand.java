package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.run.ConfiguredOperations;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.cli.violations.AlertText;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.codec.text.WholeFile;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.server.Operations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Demonstrates Tradewatch with real components, on this machine only. */
@Command(
        name = "demo",
        description = {
            "Start a Kafka and a schema registry here, publish measures and transfers, and show each alert as it comes.",
            "Without --once it runs until Ctrl-C, and a later start goes on where it ended."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Path DEFAULT_DATA = Path.of(".tradewatch", "demo");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--transfers",
            paramLabel = "FILE",
            description = "Transfers of your own, as JSON lines or CSV. Default: the story in config/demo.")
    private @Nullable Path transfers;

    @Option(
            names = "--mapping",
            paramLabel = "YAML",
            description = "With CSV or a workbook: which column goes into which field. docs/files.md explains it.")
    private @Nullable Path mapping;

    @Mixin
    private RulesetFolders law = new RulesetFolders();

    @Option(
            names = "--once",
            description =
                    "End when everything is screened. Takes a fresh folder and free ports, unless they are given.")
    private boolean once;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "With --once: the open violations as JSON lines, the same as 'screen' writes.")
    private @Nullable Path output;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: .tradewatch/demo; with --once a temporary folder.")
    private @Nullable Path data;

    @Mixin
    private LocalServers servers = new LocalServers();

    @Override
    public Integer call() throws Exception {
        if (output != null && !once) {
            throw CliException.wrongUsage("--output is given without --once", "Add --once: without it nothing ends.");
        }
        if (once && data != null) {
            requireFresh(data);
        }
        MeasureCatalogue catalogue = law.sound();
        DemoInput input = transfers == null
                ? new DemoStory(RulesetFolders.config().resolve("demo").resolve("events.jsonl"))
                : new FileInput(transfers, mapping);
        return once
                ? Termination.during(1, Grace.atATerminal(), termination -> runOnce(catalogue, input, termination))
                : Termination.during(
                        0, Grace.atATerminal(), termination -> runUntilStopped(catalogue, input, termination));
    }

    private static void requireFresh(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw CliException.wrongUsage(
                        "--data " + folder + " is not empty, and --once begins from nothing",
                        "Name another folder, or leave --data out.");
            }
        } catch (IOException e) {
            throw CliException.wrongUsage(
                    "--data " + folder + " is no folder to use (" + FileProblem.reason(e) + ")", "Name another.");
        }
    }

    private int runOnce(MeasureCatalogue catalogue, DemoInput input, Termination termination) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        announce(input, catalogue, out);
        try (LocalCluster cluster = servers.startForOnce(Optional.ofNullable(data));
                Demonstration demonstration =
                        new Demonstration(cluster, spec.commandLine().getErr())) {
            cluster.watch(termination);
            cluster.publish(catalogue);
            demonstration.once(input, termination);
            if (output == null) {
                demonstration.outcomes().forEachOpenViolation(alert -> AlertText.print(alert, out));
            } else {
                write(demonstration, output);
            }
            summarise(demonstration, out);
            if (output != null) {
                Lines.print(out, "", "They are in " + output + ".");
            }
            out.flush();
        }
        return 0;
    }

    private int runUntilStopped(MeasureCatalogue catalogue, DemoInput input, Termination termination) {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data == null ? DEFAULT_DATA : data;
        announce(input, catalogue, out);
        try (LocalCluster cluster = servers.start(folder, spec.commandLine().getErr());
                Operations operations =
                        ConfiguredOperations.open(cluster.configuration(), Ports.HTTP_OPTION + " PORT");
                Demonstration demonstration =
                        new Demonstration(cluster, spec.commandLine().getErr())) {
            cluster.watch(termination);
            cluster.publish(catalogue);
            LocalServers.printAccess(cluster, operations.url(), out);
            demonstration.untilStopped(
                    input,
                    operations,
                    termination,
                    () -> tellWhatStands(demonstration, input, folder, out),
                    alert -> AlertText.print(alert, out));
            out.println();
            summarise(demonstration, out);
            out.println("Everything is kept in " + folder + "; to start over, delete it: rm -r " + folder);
            out.flush();
        }
        return 0;
    }

    private static void announce(DemoInput input, MeasureCatalogue catalogue, PrintWriter out) {
        Lines.print(out, "Transfers: ", input.announcement());
        Lines.print(out, "Measures:  ", catalogue.measures().size() + " revisions of measures.");
        Lines.print(out, "", "Starting Kafka and a schema registry on this machine ...");
        out.flush();
    }

    private static void tellWhatStands(Demonstration demonstration, DemoInput input, Path folder, PrintWriter out) {
        if (demonstration.wasPublished(input)) {
            Lines.print(
                    out,
                    "",
                    "The story was published at an earlier start and is not published again. To start over, stop this"
                            + " and delete the folder: rm -r " + folder);
        }
        int open = demonstration.outcomes().openViolations();
        if (open > 0) {
            Lines.print(out, "", open + " violations are open from earlier:");
        }
        Lines.print(out, "", "Alerts follow as they come. Ctrl-C ends the demo.");
        out.flush();
    }

    private static void write(Demonstration demonstration, Path file) {
        try (WholeFile whole = WholeFile.at(file)) {
            Writer lines = whole.writer();
            demonstration.outcomes().forEachOpenViolation(violation -> {
                try {
                    lines.write(AvroJson.write(violation));
                    lines.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            whole.complete();
        } catch (IOException | UncheckedIOException e) {
            throw new CliException(
                    file + " cannot be written (" + FileProblem.reason(e) + ")", "Name another file with --output.", e);
        }
    }

    private static void summarise(Demonstration demonstration, PrintWriter out) {
        Lines.print(out, "", "transfers published now: " + demonstration.transfersPublished());
        Lines.print(out, "", demonstration.outcomes().tally().alerts());
        Lines.print(out, "", demonstration.outcomes().tally().deadLetters());
        Lines.print(out, "", "open violations: " + demonstration.outcomes().openViolations());
    }
}
