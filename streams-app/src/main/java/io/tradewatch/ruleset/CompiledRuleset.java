package io.tradewatch.ruleset;

import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ruleset up to one position of the measures topic, compiled. Immutable.
 *
 * @param topicId the id of the measures topic; another id means that the topic was recreated
 * @param position the offset after the last record that it includes
 * @param rulesVersion version of the rules that screen with it
 * @param screening the rules with the index
 * @param index the compiled measures
 * @param measureIds the ids of the active measures
 * @param completeness whether it is complete enough to screen with
 * @param obstacle why it cannot be used for screening, and the remedy, as a sentence; empty if it can be used
 * @param unusable the records that make it incomplete
 * @param unusableMeasures the ids of the measures that these records make unusable
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
     * Creates a fixed ruleset that does not come from a topic: it is complete, at position 0.
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

    /** Creates the empty, pending ruleset at the start of a topic's replay. */
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

    public static CompiledRuleset of(String topicId, Ruleset ruleset, MeasureIndex index, int maxViolations) {
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

    /** Whether it can be used for screening; it may be incomplete. */
    public boolean canScreen() {
        return completeness == RulesetCompleteness.INCOMPLETE || completeness == RulesetCompleteness.COMPLETE;
    }

    /** Whether it can be used for screening and is complete. */
    public boolean isComplete() {
        return completeness == RulesetCompleteness.COMPLETE;
    }

    /**
     * Whether an open violation of a measure stays open if it is not found, because this ruleset cannot evaluate it.
     * The violation of an unscreenable item stays open while any measure is unusable, because that measure may apply to
     * the item.
     *
     * @param measureId the measure of the violation
     */
    public boolean isFrozen(String measureId) {
        return unusableMeasures.contains(measureId)
                || (!unusableMeasures.isEmpty() && measureId.equals(Violations.UNSCREENABLE));
    }
}
