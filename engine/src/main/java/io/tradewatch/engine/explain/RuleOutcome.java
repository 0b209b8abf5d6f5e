package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Doubt;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one rule says of one goods item and one measure.
 *
 * @param rule the number of the rule, 1 to 7
 * @param holds whether the measure still applies after this rule
 * @param doubts the doubts that this rule leaves; empty where it does not hold
 * @param words what was compared with what, for people
 */
public record RuleOutcome(int rule, boolean holds, Set<Doubt> doubts, String words) {
    public RuleOutcome {
        doubts = Collections.unmodifiableSortedSet(new TreeSet<>(doubts));
    }
}
