package io.tradewatch.cli.report;

import java.time.Instant;
import java.util.List;

/**
 * Describes the run that found the violations of a report: what was screened, under which ruleset, and what not.
 *
 * @param title the heading of the report
 * @param at when the run was made, by the clock
 * @param screened what was screened
 * @param ruleset the ruleset that was applied
 * @param problems what was reported and could not be screened
 * @param gaps known law that the ruleset does not hold
 */
public record RunDescription(
        String title, Instant at, List<Fact> screened, List<Fact> ruleset, Problems problems, LawGaps gaps) {
    public RunDescription {
        screened = List.copyOf(screened);
        ruleset = List.copyOf(ruleset);
    }

    /**
     * One fact about the run.
     *
     * @param name what it is
     * @param value its value, in words
     */
    public record Fact(String name, String value) {}
}
