package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.state.StoredViolation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The changes of the ruleset between two of its positions, for a rescreening pass. Immutable. */
public final class RulesetChanges {
    private static final String EXCHANGE_RATES = RulesetRecord.TABLE_PREFIX + ReferenceTable.EXCHANGE_RATES;

    private final Set<String> changed;
    private final Set<String> known;
    private final Screening screening;

    private RulesetChanges(Set<String> changed, Set<String> known, Screening screening) {
        this.changed = changed;
        this.known = known;
        this.screening = screening;
    }

    /**
     * The measures whose latest record, tombstones included, lies between two positions. A changed reference table is
     * replaced by the measures that it affects: exchange rates affect the measures with a threshold, any other table
     * affects all measures.
     *
     * @param law the ruleset to compare
     * @param from inclusive
     * @param to exclusive
     */
    public static RulesetChanges between(CompiledRuleset law, long from, long to) {
        if (from == 0 && to == law.position()) {
            // This is the case at a first start: every measure has changed.
            return new RulesetChanges(law.lastChange().keySet(), known(law), law.screening());
        }
        Set<String> subjects = new HashSet<>();
        for (Map.Entry<String, Long> change : law.lastChange().entrySet()) {
            if (change.getValue() >= from && change.getValue() < to) {
                subjects.add(change.getKey());
            }
        }
        List<Measure> affected = affected(law.index().measures(), subjects);
        Set<String> changed = new HashSet<>(subjects);
        affected.forEach(measure -> changed.add(measure.measureId()));
        return new RulesetChanges(Set.copyOf(changed), known(law), screening(law, affected));
    }

    /** Includes unusable measures: these are not deleted, and their violations stay open. */
    private static Set<String> known(CompiledRuleset law) {
        Set<String> known = new HashSet<>(law.measureIds());
        known.addAll(law.unusableMeasures());
        return known;
    }

    /** A changed table may affect the whole ruleset, which is already compiled. */
    private static Screening screening(CompiledRuleset law, List<Measure> affected) {
        return affected.size() == law.index().size()
                ? law.screening()
                : new Screening(
                        MeasureIndex.compile(Law.of(affected, law.index().reference())),
                        law.screening().maxViolations());
    }

    private static List<Measure> affected(List<Measure> measures, Set<String> subjects) {
        Set<String> tables = subjects.stream()
                .filter(subject -> subject.startsWith(RulesetRecord.TABLE_PREFIX))
                .collect(Collectors.toSet());
        boolean affectsThresholds = !tables.isEmpty();
        boolean affectsAll = affectsThresholds && !tables.equals(Set.of(EXCHANGE_RATES));
        return measures.stream()
                .filter(measure -> affectsAll
                        || (affectsThresholds && measure.unitValueOver() != null)
                        || subjects.contains(measure.measureId()))
                .toList();
    }

    /** The screening with the changed measures only. */
    public Screening screening() {
        return screening;
    }

    /** Whether a stored violation may need rescreening: its measure changed or was deleted, or it has no measure. */
    public boolean mayAffect(StoredViolation violation) {
        String measureId = violation.measureId();
        return changed.contains(measureId)
                || measureId.equals(Violations.UNSCREENABLE)
                || (violation.stands() && !known.contains(measureId));
    }
}
