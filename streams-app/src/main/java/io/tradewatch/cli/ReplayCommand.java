package io.tradewatch.cli;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.replay.Output;
import io.tradewatch.replay.OutputFile;
import io.tradewatch.replay.OutputTopic;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
final class ReplayCommand implements Callable<Integer> {
    private static final Pattern FILE = Pattern.compile("/|\\.(jsonl?|ndjson|txt)$");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Mixin
    private DraftFolders drafts = new DraftFolders();

    @Mixin
    private KnownAtOption knownAt = new KnownAtOption();

    @Option(
            names = "--output",
            paramLabel = "TOPIC|FILE",
            description = {
                "Where violations go. With a slash in its name, or .json, .jsonl, .ndjson or .txt at its end, it is a file"
                        + " of JSON lines; otherwise a topic, which must be empty or is made. Default: stdout."
            })
    private @Nullable String output;

    @Option(
            names = "--against",
            paramLabel = "TOPIC",
            description = "Compare with the open violations in this topic; exit code 3 if anything does.")
    private @Nullable String against;

    @Option(names = "--json", description = "With --against: one difference a line, as JSON.")
    private boolean json;

    @Mixin
    private RunOptions run = new RunOptions();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = cluster.configuration();
        if (json && against == null) {
            throw CliException.wrongUsage("--json is given without --against", "Violations are JSON lines anyway.");
        }
        PlannedRuleset draft = drafts.read().orElse(null);
        Output place = output == null ? null : place(output);
        ReplayRequest request = new ReplayRequest(
                configuration.topics(),
                range.range(),
                knownAt.get(),
                draft == null ? "as published" : "draft " + draft.fingerprint(),
                against,
                configuration.get(Keys.MAX_VIOLATIONS),
                place);
        ReplayRun runs = new ReplayRun(configuration, spec.commandLine().getErr());
        return runs.run(
                request,
                run.folder(),
                run.threads(),
                connected -> List.of(draft == null ? runs.publishedLaw(connected, knownAt.get()) : draft),
                (connected, replay) -> finish(connected, replay, place));
    }

    private static Output place(String name) {
        return FILE.matcher(name).find() ? new OutputFile(Path.of(name)) : new OutputTopic(name);
    }

    private int finish(ReplayCluster connected, Replay replay, @Nullable Output place) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ViolationTally tally = new ViolationTally();
        Iterator<Violation> violations = replay.violations(0);
        if (place != null) {
            place.write(connected, replay.plan(), violations, tally::add);
        } else {
            while (violations.hasNext()) {
                Violation violation = violations.next();
                tally.add(violation);
                if (against == null) {
                    ViolationFile.writeLine(violation, out);
                }
            }
            out.flush();
        }
        ReplaySummary.print(replay, tally, err);
        if (place != null) {
            Lines.print(err, "output      ", place.toString());
        }
        return against == null ? 0 : compare(replay, against, out, err);
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
