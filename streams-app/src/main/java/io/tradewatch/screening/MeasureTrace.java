package io.tradewatch.screening;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Why one measure does or does not apply to one goods item, rule by rule. The rules after the first that does not hold
 * are told too, except where there is no measure to ask them of.
 *
 * @param measure the revision that counts; where none counts, the newest that was published
 * @param rules what each rule says, in their order
 */
public record MeasureTrace(Measure measure, List<RuleOutcome> rules) {
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

    /** All doubts together. */
    public Set<Doubt> doubts() {
        EnumSet<Doubt> all = EnumSet.noneOf(Doubt.class);
        rules.forEach(outcome -> all.addAll(outcome.doubts()));
        return Collections.unmodifiableSet(all);
    }
}
