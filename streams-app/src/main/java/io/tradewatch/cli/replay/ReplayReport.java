package io.tradewatch.cli.replay;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.report.LawGaps;
import io.tradewatch.cli.report.Period;
import io.tradewatch.cli.report.Problems;
import io.tradewatch.cli.report.ReportFile;
import io.tradewatch.cli.report.ReportSubject;
import io.tradewatch.cli.report.ReportedViolation;
import io.tradewatch.cli.report.RulesetFacts;
import io.tradewatch.cli.report.RunDescription;
import io.tradewatch.cli.report.RunDescription.Fact;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.replay.Counts;
import io.tradewatch.replay.Output;
import io.tradewatch.replay.OutputFile;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file of {@code --output} with the result of a replay, in the form that its name stands for. */
public final class ReplayReport {
    private final Path path;
    private final ReportFile file;

    private ReplayReport(Path path) {
        this.path = path;
        this.file = ReportFile.at(path);
    }

    /**
     * Chooses the form of a file; writes nothing yet.
     *
     * @throws CliException when the name has an ending that stands for no form
     */
    public static ReplayReport at(Path file) {
        return new ReplayReport(file);
    }

    /** The file as the destination of a request. */
    public Output output() {
        return new OutputFile(path);
    }

    /**
     * Writes the open violations under the first ruleset.
     *
     * @throws CliException when the file cannot be written; an existing one is unchanged
     */
    void writeOpen(Replay replay, LawGaps gaps) {
        write(
                ReportSubject.OPEN_VIOLATIONS,
                () -> mapped(replay.violations(0), ReportedViolation::open),
                () -> describe("Replay of " + replay.plan().transfers(), replay, ruleset(replay, 0), gaps));
    }

    /**
     * Writes the violations that differ between two rulesets.
     *
     * @param before the ruleset that is compared with
     * @param after the ruleset that is described
     * @throws CliException when the file cannot be written; an existing one is unchanged
     */
    public void writeDifferences(Replay replay, int before, int after, LawGaps gaps) {
        write(
                ReportSubject.DIFFERENCES,
                () -> mapped(replay.differences(before, after), ReportedViolation::different),
                () -> {
                    List<Fact> ruleset = new ArrayList<>(ruleset(replay, after));
                    ruleset.add(new Fact(
                            "Compared with", "ruleset " + replay.ruleset(before).fingerprint()));
                    return describe("Impact on " + replay.plan().transfers(), replay, ruleset, gaps);
                });
    }

    private static List<Fact> ruleset(Replay replay, int law) {
        PlannedRuleset ruleset = replay.ruleset(law);
        Instant knownAt = replay.plan().knownAt();
        return RulesetFacts.of(ruleset, MeasureIndex.compile(ruleset.law(), knownAt), knownAt, period(replay));
    }

    private void write(ReportSubject subject, Iterable<ReportedViolation> violations, Supplier<RunDescription> run) {
        try {
            file.write(subject, violations, run);
        } catch (IOException e) {
            throw new CliException(
                    path + " cannot be written (" + FileProblem.reason(e) + ")",
                    "Make room or name another file with --output, and run it again: it goes on where it was.",
                    e);
        }
    }

    /** Describes a replay as of its plan, so that a resumed run gives the same page. */
    private static RunDescription describe(String title, Replay replay, List<Fact> ruleset, LawGaps gaps) {
        ReplayPlan plan = replay.plan();
        Counts counts = replay.counts();
        List<Fact> screened = new ArrayList<>();
        screened.add(new Fact("Topic", plan.transfers()));
        screened.add(new Fact("Range", plan.range().toString()));
        screened.add(new Fact("Records", counts.records() + ", of which " + counts.inRange() + " in the range"));
        screened.add(new Fact("Goods moved", period(replay).toString()));
        plan.notes().forEach(note -> screened.add(new Fact("Note", note)));
        Problems problems = new Problems();
        counts.deadLetters().forEach((reason, number) -> problems.count(reason.name(), number));
        return new RunDescription(title, plan.createdAt(), screened, ruleset, problems, gaps);
    }

    /** From the first to the last movement of the topic, as far as it is in the range. */
    private static Period period(Replay replay) {
        Period period = new Period();
        Counts counts = replay.counts();
        if (counts.inRange() > 0) {
            Instant from = replay.plan().from();
            Instant to = replay.plan().to();
            Instant earliest = counts.earliest().orElseThrow();
            Instant latest = counts.latest().orElseThrow();
            period.add(from == null || from.isBefore(earliest) ? earliest : from);
            period.add(to == null || latest.isBefore(to) ? latest : to.minusMillis(1));
        }
        return period;
    }

    private static <T> Iterator<ReportedViolation> mapped(Iterator<T> each, Function<T, ReportedViolation> reported) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public ReportedViolation next() {
                return reported.apply(each.next());
            }
        };
    }
}
