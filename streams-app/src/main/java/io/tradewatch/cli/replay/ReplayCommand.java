package io.tradewatch.cli.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.KnownAtOption;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.report.LawGaps;
import io.tradewatch.cli.report.ReportFile;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.replay.Output;
import io.tradewatch.replay.OutputTopic;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Screens past transfers again, with the current law, the law as it was known at an instant, or a draft. */
@Command(
        name = "replay",
        description = {
            "Screen the transfers of the topic again, and say what stands.",
            "Reads as a bystander: the application and its topics are left alone. A run that failed or was killed goes on"
                    + " when the same command is given again."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ReplayOptions options = new ReplayOptions();

    @Mixin
    private RulesetFolders.Drafts drafts = new RulesetFolders.Drafts();

    @Mixin
    private KnownAtOption knownAt = new KnownAtOption();

    @Option(
            names = "--output",
            paramLabel = "TOPIC|FILE",
            description = {
                "Where violations go. A name with a slash, or that ends in jsonl, csv, xlsx or html after a dot, is a file"
                        + " of that form; another is a topic, which must be empty or is made. Default: stdout."
            })
    private @Nullable String output;

    @Option(
            names = "--against",
            paramLabel = "TOPIC",
            description = "Compare with the open violations in this topic; exit code 3 if anything does.")
    private @Nullable String against;

    @Option(names = "--json", description = "With --against: one difference a line, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = cluster.configuration();
        if (json && against == null) {
            throw CliException.wrongUsage("--json is given without --against", "Violations are JSON lines anyway.");
        }
        PlannedRuleset draft = drafts.read().orElse(null);
        ReplayReport report = output != null && isFile(output) ? ReplayReport.at(Path.of(output)) : null;
        OutputTopic topic = output != null && report == null ? new OutputTopic(output) : null;
        ReplayRequest request = new ReplayRequest(
                configuration.topics(),
                options.range(),
                knownAt.get(),
                draft == null ? "as published" : "draft " + draft.fingerprint(),
                against,
                configuration.get(Keys.MAX_VIOLATIONS),
                report == null ? topic : report.output());
        ReplayRun runs = new ReplayRun(configuration, spec.commandLine().getErr());
        return runs.run(
                request,
                options,
                connected -> List.of(draft == null ? runs.publishedLaw(connected, knownAt.get()) : draft),
                (connected, replay) -> {
                    ViolationTally tally = write(connected, replay, topic, report);
                    return finish(replay, tally, request.output());
                });
    }

    private static boolean isFile(String name) {
        return name.contains("/") || ReportFile.isNamedBy(name);
    }

    /** Writes the open violations to where they go, and counts them. */
    private ViolationTally write(
            ReplayCluster connected, Replay replay, @Nullable OutputTopic topic, @Nullable ReplayReport report)
            throws Exception {
        ViolationTally tally = new ViolationTally();
        Iterator<Violation> violations = replay.violations(0);
        if (topic != null) {
            topic.write(connected, replay.plan(), violations, tally::add);
        } else if (report != null) {
            violations.forEachRemaining(tally::add);
            report.writeOpen(replay, drafts.expectedCoverage().map(LawGaps::of).orElse(LawGaps.UNKNOWN));
        } else {
            print(violations, tally);
        }
        return tally;
    }

    private void print(Iterator<Violation> violations, ViolationTally tally) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        while (violations.hasNext()) {
            Violation violation = violations.next();
            tally.add(violation);
            if (against == null) {
                ViolationFile.writeLine(violation, out);
            }
        }
        out.flush();
    }

    private int finish(Replay replay, ViolationTally tally, @Nullable Output place) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        ReplaySummary.print(replay, tally, err);
        if (place != null) {
            Lines.print(err, "output      ", place.toString());
        }
        return against == null ? 0 : compare(replay, against, spec.commandLine().getOut(), err);
    }

    private int compare(Replay replay, String topic, PrintWriter out, PrintWriter err) throws Exception {
        ViolationDifferences differences = new ViolationDifferences(json, out);
        long unreadable = replay.compareWithPublished(differences::show);
        if (unreadable > 0) {
            Lines.print(err, "note        ", unreadable + " records of " + topic + " cannot be read as violations.");
        }
        Lines.print(err, "differences ", differences + ", compared with " + topic);
        err.flush();
        return differences.exitCode();
    }
}
