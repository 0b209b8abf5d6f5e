package io.tradewatch.topology;

import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.records.Ruleset;
import io.tradewatch.records.Unusable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ruleset up to one position of the measures topic, compiled. Immutable.
 *
 * @param topicId the id of the measures topic; another id means that the topic was made anew
 * @param position the next offset after the last record that is compiled in
 * @param rulesVersion version of the rules that screen with it
 * @param screening the rules with the index
 * @param index the compiled measures
 * @param measureIds the ids of the measures that count
 * @param completeness how far it can be screened with
 * @param obstacle why nothing is screened with it, and what to do, as a sentence; empty where it is screened with
 * @param unusable the records for which it is incomplete
 * @param unusableMeasures the ids of the measures that these make unusable
 * @param lastChange by measureId, or {@code ref/<table>}: the offset of its latest record, tombstones included
 */
public record CompiledRuleset(
        String topicId,
        long position,
        int rulesVersion,
        Screening screening,
        MeasureIndex index,
        Set<String> measureIds,
        RulesetCompleteness completeness,
        String obstacle,
        List<Unusable> unusable,
        Set<String> unusableMeasures,
        Map<String, Long> lastChange) {

    /**
     * A ruleset that stays what it is, from outside any topic: complete, at position 0.
     *
     * @param maxViolations as of {@link Screening}
     */
    public static CompiledRuleset fixed(MeasureIndex index, int maxViolations) {
        return of(
                "",
                0,
                new Screening(index, maxViolations),
                index,
                RulesetCompleteness.COMPLETE,
                "",
                List.of(),
                Set.of(),
                Map.of());
    }

    /** Nothing yet, at the start of a topic's replay. */
    static CompiledRuleset pending(String topicId, MeasureIndex empty, int maxViolations) {
        return of(
                topicId,
                0,
                new Screening(empty, maxViolations),
                empty,
                RulesetCompleteness.PENDING,
                "the ruleset is not compiled yet; where it cannot be, the log tells",
                List.of(),
                Set.of(),
                Map.of());
    }

    static CompiledRuleset of(String topicId, Ruleset ruleset, MeasureIndex index, int maxViolations) {
        return of(
                topicId,
                ruleset.position(),
                new Screening(index, maxViolations),
                index,
                completeness(ruleset),
                ruleset.obstacle().orElse(""),
                ruleset.unusable(),
                ruleset.unusableMeasures(),
                ruleset.lastChange());
    }

    private static RulesetCompleteness completeness(Ruleset ruleset) {
        if (!ruleset.canScreen()) {
            return RulesetCompleteness.LACKING;
        }
        return ruleset.isComplete() ? RulesetCompleteness.COMPLETE : RulesetCompleteness.INCOMPLETE;
    }

    private static CompiledRuleset of(
            String topicId,
            long position,
            Screening screening,
            MeasureIndex index,
            RulesetCompleteness completeness,
            String obstacle,
            List<Unusable> unusable,
            Set<String> unusableMeasures,
            Map<String, Long> lastChange) {
        return new CompiledRuleset(
                topicId,
                position,
                ReferenceTables.RULES_VERSION,
                screening,
                index,
                index.measures().stream().map(Measure::measureId).collect(Collectors.toUnmodifiableSet()),
                completeness,
                obstacle,
                List.copyOf(unusable),
                Set.copyOf(unusableMeasures),
                Map.copyOf(lastChange));
    }

    /** Whether it is enough to screen with, though it may be incomplete. */
    public boolean canScreen() {
        return completeness == RulesetCompleteness.INCOMPLETE || completeness == RulesetCompleteness.COMPLETE;
    }

    /** Whether it is enough to screen with, and nothing lacks. */
    public boolean isComplete() {
        return completeness == RulesetCompleteness.COMPLETE;
    }

    /**
     * Whether an open violation of a measure is to be left as it is where it is not found: this ruleset cannot judge it.
     * Whether an item without a usable code concerns some measure is for the unusable ones to say too.
     *
     * @param measureId of the violation
     */
    public boolean isFrozen(String measureId) {
        return unusableMeasures.contains(measureId)
                || (!unusableMeasures.isEmpty() && measureId.equals(Violations.UNSCREENABLE));
    }
}
