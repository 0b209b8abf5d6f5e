package io.tradewatch.records;

import io.tradewatch.engine.index.Law;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the records of the topic of measures, up to one position, say together. Immutable.
 *
 * @param position the next offset after the last record that it was made from
 * @param law every revision of the measures that can be used, and of each reference table the highest readable version
 * @param hasMeasures whether there is a readable revision of some measure, a revoked one included
 * @param missingTables reference tables that the measures need and that have no readable version; while there are any,
 *     nothing may be screened
 * @param unusable the records for which the ruleset is incomplete, by their keys
 * @param unusableMeasures the ids of the measures that these make unusable: nothing is judged by them, and what they have
 *     opened stays as it is
 * @param lastChange by measureId, or {@code ref/<table>}: the offset of its latest record, readable or not, tombstones
 *     included
 */
public record Ruleset(
        long position,
        Law law,
        boolean hasMeasures,
        SortedSet<String> missingTables,
        List<Unusable> unusable,
        Set<String> unusableMeasures,
        Map<String, Long> lastChange) {
    private static final String PUBLISH = "publish what is missing with: tradewatch measures publish";

    public Ruleset {
        missingTables = new TreeSet<>(missingTables);
        unusable = List.copyOf(unusable);
        unusableMeasures = Set.copyOf(unusableMeasures);
        lastChange = Map.copyOf(lastChange);
    }

    /** Whether it is enough to screen with, though it may be incomplete. */
    public boolean canScreen() {
        return hasMeasures && missingTables.isEmpty();
    }

    /** Whether it is enough to screen with, and every measure and table can be used. */
    public boolean isComplete() {
        return canScreen() && unusable.isEmpty();
    }

    /** Why nothing may be screened with it, and what to do; empty where it may be screened with. */
    public Optional<String> obstacle() {
        if (!hasMeasures) {
            return Optional.of("the ruleset has no measure; " + PUBLISH);
        }
        if (!missingTables.isEmpty()) {
            return Optional.of("the ruleset has no readable version of the reference "
                    + (missingTables.size() == 1 ? "table " : "tables ") + String.join(", ", missingTables) + "; "
                    + PUBLISH);
        }
        return Optional.empty();
    }
}
