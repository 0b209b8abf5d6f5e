package io.tradewatch.ruleset;

import io.tradewatch.engine.index.Law;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ruleset from the records of the measures topic, up to one position. Immutable.
 *
 * @param position the offset after the last record that it contains
 * @param law every revision of the usable measures, and the highest readable version of each reference table
 * @param hasMeasures whether there is a readable revision of some measure, a revoked one included
 * @param missingTables reference tables that the measures need and that have no readable version; no transfer may be
 *     screened unless this is empty
 * @param unusable the records that the ruleset lacks, in the order of their keys
 * @param unusableMeasures the ids of the measures that are unusable because of these records: they are not applied, and
 *     their open violations stay unchanged
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

    /** Whether transfers can be screened with this ruleset; it may be incomplete. */
    public boolean canScreen() {
        return hasMeasures && missingTables.isEmpty();
    }

    /** Whether transfers can be screened with this ruleset, and every measure and table is usable. */
    public boolean isComplete() {
        return canScreen() && unusable.isEmpty();
    }

    /**
     * The reason why no transfer may be screened with this ruleset, and the fix; empty if transfers may be screened.
     */
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
