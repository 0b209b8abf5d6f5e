package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Measure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Why one measure does or does not apply to one goods item, rule by rule. The rules after the first that does not hold
 * are told too, except where there is no measure to ask them of.
 *
 * @param measure the revision that counts; where none counts, the newest that was published
 * @param rules what each rule says, in their order
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

    /** Whether a rule holds; false where it was not asked. */
    public boolean holds(int rule) {
        return rules.stream().anyMatch(outcome -> outcome.rule() == rule && outcome.holds());
    }

    /** The number of the first rule that does not hold; empty where the measure applies. */
    public OptionalInt firstThatFails() {
        return rules.stream()
                .filter(rule -> !rule.holds())
                .mapToInt(RuleOutcome::rule)
                .findFirst();
    }

    /** Whether somebody who asks about the goods wants to see it: it applies, or lists them and fails by one rule alone. */
    public boolean isTelling() {
        long failing = rules.stream().filter(rule -> !rule.holds()).count();
        return failing == 0 || (failing == 1 && holds(RULE_OF_GOODS));
    }

    /** All doubts together. */
    public Set<Doubt> doubts() {
        EnumSet<Doubt> all = EnumSet.noneOf(Doubt.class);
        rules.forEach(outcome -> all.addAll(outcome.doubts()));
        return Collections.unmodifiableSet(all);
    }
}
