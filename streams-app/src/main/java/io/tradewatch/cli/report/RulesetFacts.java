package io.tradewatch.cli.report;

import io.tradewatch.cli.report.RunDescription.Fact;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.replay.PlannedRuleset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes a ruleset for a report. */
public final class RulesetFacts {
    private RulesetFacts() {}

    /**
     * The facts of a ruleset.
     *
     * @param ruleset the ruleset
     * @param index the same, compiled with {@code knownAt}
     * @param knownAt only revisions of measures recorded at or before this instant count; null means all
     * @param period when the goods moved
     */
    public static List<Fact> of(PlannedRuleset ruleset, MeasureIndex index, @Nullable Instant knownAt, Period period) {
        List<Measure> active = index.measures();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Active measures",
                active.size() + " (" + ruleset.law().revisions().size() + " revisions are recorded)"));
        if (!period.isEmpty()) {
            facts.add(new Fact(
                    "In force in the period",
                    Long.toString(active.stream()
                            .filter(measure -> isInForce(measure, period))
                            .count())));
        }
        facts.add(new Fact("Texts as of", textAsOf(active)));
        facts.add(new Fact("Known at", knownAt == null ? "all that is recorded" : knownAt.toString()));
        facts.add(new Fact("Ruleset hash", ruleset.fingerprint()));
        facts.add(new Fact("Rules version", index.lawVersion()));
        return facts;
    }

    private static boolean isInForce(Measure measure, Period period) {
        LocalDate until = measure.effectiveTo();
        return !measure.effectiveFrom().isAfter(period.lastDay())
                && (until == null || period.firstDay().isBefore(until));
    }

    private static String textAsOf(List<Measure> measures) {
        long notSaid =
                measures.stream().filter(measure -> measure.textAsOf() == null).count();
        String newest = measures.stream()
                .map(Measure::textAsOf)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(LocalDate::toString)
                .orElse("not stated");
        return notSaid == 0 || measures.size() == notSaid
                ? newest
                : newest + " (newest; " + notSaid + " measures do not state it)";
    }
}
