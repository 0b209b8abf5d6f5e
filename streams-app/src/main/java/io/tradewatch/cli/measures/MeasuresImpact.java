package io.tradewatch.cli.measures;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.replay.ReplayOptions;
import io.tradewatch.cli.replay.ReplayReport;
import io.tradewatch.cli.replay.ReplayRun;
import io.tradewatch.cli.replay.ReplaySummary;
import io.tradewatch.cli.replay.ViolationDifferences;
import io.tradewatch.cli.replay.ViolationTally;
import io.tradewatch.cli.report.LawGaps;
import io.tradewatch.replay.Difference;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayRange;
import io.tradewatch.replay.ReplayRequest;
import io.tradewatch.ruleset.RulesetContents;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.AddedDrafts;
import io.tradewatch.ruleset.publish.PublishedLaw;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports which past transfers draft measures would have matched, before the drafts are published. */
@Command(
        name = "impact",
        description = {
            "Screen past transfers with draft files and with the published law, and show what differs.",
            "Without --add, the files are all law there is, and what is not in them is gone. Nothing is published."
        })
final class MeasuresImpact implements Callable<Integer> {
    private static final Duration LAST_DAYS = Duration.ofDays(30);
    private static final int BEFORE = 0;
    private static final int AFTER = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesetFolders.Subject folders = new RulesetFolders.Subject();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ReplayOptions options = new ReplayOptions();

    @Option(
            names = "--add",
            paramLabel = "FILE|DIR",
            description = "Only add these drafts to the published law, or to the files of DIR if DIR is named. Nothing"
                    + " else changes.")
    private @Nullable Path added;

    @Option(names = "--examples", paramLabel = "N", description = "How many new alerts are shown in full. Default: 3.")
    private int examples = 3;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Write what differs to this file too. The end of its name says the form: jsonl, csv, xlsx, or html"
                            + " for a report to read and print.")
    private @Nullable Path output;

    @Option(names = "--json", description = "One difference a line, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (examples < 0) {
            throw CliException.wrongUsage("--examples is " + examples + ", expected 0 or more", "Leave it out for 3.");
        }
        Configuration configuration = cluster.configuration();
        ReplayRun runs = new ReplayRun(configuration, spec.commandLine().getErr());
        Compared compared = added == null ? replaced(runs) : onTop(runs, added);
        ReplayReport file = output == null ? null : ReplayReport.at(output);
        ReplayRange asked = options.range();
        ReplayRequest request = new ReplayRequest(
                configuration.topics(),
                asked.equals(ReplayRange.EVER) ? lastDays() : asked,
                null,
                compared.name(),
                null,
                configuration.get(Keys.MAX_VIOLATIONS),
                file == null ? null : file.output());
        return runs.run(request, options, compared.laws(), (connected, replay) -> {
            if (file != null) {
                file.writeDifferences(replay, BEFORE, AFTER, gaps());
            }
            return report(replay);
        });
    }

    /**
     * The two rulesets of a run.
     *
     * @param name a short name; other files have another name
     * @param laws reads them
     */
    private record Compared(String name, ReplayRun.Laws laws) {}

    /** The published law, and the files in its place. */
    private Compared replaced(ReplayRun runs) {
        PlannedRuleset draft = PlannedRuleset.of(folders.sound());
        return new Compared(
                "as published, and draft " + draft.fingerprint(),
                connected -> List.of(runs.publishedLaw(connected, null), draft));
    }

    /** The published law or that of the folder, and the same with the drafts on top. */
    private Compared onTop(ReplayRun runs, Path drafts) {
        MeasureCatalogue written = folders.soundDrafts(drafts);
        String name = "added " + PlannedRuleset.of(written).fingerprint();
        if (!folders.isNamed()) {
            return new Compared(
                    "as published, and " + name, connected -> withDrafts(runs.published(connected, null), written));
        }
        PlannedRuleset files = PlannedRuleset.of(folders.sound());
        PublishedLaw base = new PublishedLaw(RulesetContents.EMPTY.with(files.records()));
        return new Compared("files " + files.fingerprint() + ", and " + name, connected -> withDrafts(base, written));
    }

    private List<PlannedRuleset> withDrafts(PublishedLaw base, MeasureCatalogue drafts) {
        AddedDrafts withDrafts = AddedDrafts.on(base, drafts);
        PrintWriter err = spec.commandLine().getErr();
        withDrafts.notes().forEach(note -> Lines.print(err, "note        ", note));
        err.flush();
        return List.of(PlannedRuleset.of(base, null), PlannedRuleset.of(withDrafts.law(), null));
    }

    /** Gaps are known of measure files only. */
    private LawGaps gaps() {
        return added == null || folders.isNamed() ? LawGaps.of(folders.expectedCoverage()) : LawGaps.UNKNOWN;
    }

    private static ReplayRange lastDays() {
        return new ReplayRange(Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(LAST_DAYS), null);
    }

    private int report(Replay replay) {
        PrintWriter out = spec.commandLine().getOut();
        ViolationTally before = tally(replay.violations(BEFORE));
        ViolationTally draft = tally(replay.violations(AFTER));
        ViolationDifferences differences = new ViolationDifferences(json, out);
        ImpactReport report = new ImpactReport(examples);
        Iterator<Difference> found = replay.differences(BEFORE, AFTER);
        while (found.hasNext()) {
            Difference difference = found.next();
            if (json) {
                differences.show(difference);
            } else {
                differences.count(difference);
                report.add(difference);
            }
        }
        ReplaySummary.print(replay, draft, spec.commandLine().getErr());
        if (!json) {
            Lines.print(out, added != null && folders.isNamed() ? "files       " : "published   ", before.toString());
            Lines.print(out, "draft       ", draft.toString());
            Lines.print(out, "differences ", differences.toString());
            report.print(out);
        }
        out.flush();
        return 0;
    }

    private static ViolationTally tally(Iterator<Violation> violations) {
        ViolationTally tally = new ViolationTally();
        violations.forEachRemaining(tally::add);
        return tally;
    }
}
