package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Measure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The trace of one measure for one goods item: the result of each rule. It includes the rules after the first one that
 * does not hold, unless there is no measure to which they could be applied.
 *
 * @param measure the revision that counts; if none counts, the newest published revision
 * @param rules the results of the rules, in their order
 */
public record MeasureTrace(Measure measure, List<RuleOutcome> rules) {
    private static final int RULE_OF_GOODS = 5;

    public MeasureTrace {
        rules = List.copyOf(rules);
    }

    /** Whether the measure applies: every rule holds. */
    public boolean applies() {
        return rules.stream().allMatch(RuleOutcome::holds);
    }

    /** Whether a rule holds; false if it was not applied. */
    public boolean holds(int rule) {
        return rules.stream().anyMatch(outcome -> outcome.rule() == rule && outcome.holds());
    }

    /** Returns the number of the first rule that does not hold; empty if the measure applies. */
    public OptionalInt firstThatFails() {
        return rules.stream()
                .filter(rule -> !rule.holds())
                .mapToInt(RuleOutcome::rule)
                .findFirst();
    }

    /**
     * Whether the trace is relevant for a person who asks about the goods: the measure applies, or it lists the goods
     * and only one rule does not hold.
     */
    public boolean isTelling() {
        long failing = rules.stream().filter(rule -> !rule.holds()).count();
        return failing == 0 || (failing == 1 && holds(RULE_OF_GOODS));
    }

    /** The doubts of all rules. */
    public Set<Doubt> doubts() {
        EnumSet<Doubt> all = EnumSet.noneOf(Doubt.class);
        rules.forEach(outcome -> all.addAll(outcome.doubts()));
        return Collections.unmodifiableSet(all);
    }
}
