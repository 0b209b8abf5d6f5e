package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Doubt;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of one rule for one goods item and one measure.
 *
 * @param rule the number of the rule, 1 to 7
 * @param holds whether the measure still applies after this rule
 * @param doubts the doubts from this rule; empty if it does not hold
 * @param words a description of the comparison, for people
 */
public record RuleOutcome(int rule, boolean holds, Set<Doubt> doubts, String words) {
    public RuleOutcome {
        doubts = Collections.unmodifiableSortedSet(new TreeSet<>(doubts));
    }
}
