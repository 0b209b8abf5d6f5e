package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Flow;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the rows of a data file by what became of them. */
public final class RowCounts {
    /** The most different values that are counted apart; the others are counted together. */
    private static final int MAX_VALUES = 500;

    /** How the numbers of duties begin, which stand under the regulations of bans too. */
    private static final String DUTIES = "1";

    private static final String OTHERS = "others";

    private final Consumer<RowProblem> problems;
    private final Map<String, Long> otherTypes = new TreeMap<>();
    private final Set<String> regulationsOfOtherTypes = new HashSet<>();
    private final Map<String, Long> typesNotChosen = new TreeMap<>();
    private final Map<String, Long> groups = new TreeMap<>();
    private final Map<RowProblem.Reason, Long> reasons = new EnumMap<>(RowProblem.Reason.class);
    private final Set<Flow> flows = EnumSet.noneOf(Flow.class);
    private long rows;
    private long taken;
    private long repeated;

    RowCounts(Consumer<RowProblem> problems) {
        this.problems = problems;
    }

    void row() {
        rows++;
    }

    void taken(boolean isRepeated) {
        taken++;
        repeated += isRepeated ? 1 : 0;
    }

    /** @param regulation its regulation */
    void otherType(String type, String regulation) {
        count(otherTypes, type);
        if (!type.startsWith(DUTIES)) {
            regulationsOfOtherTypes.add(regulation);
        }
    }

    /** Whether a regulation has rows of a type that is not in the table and that may be a ban under a new number. */
    boolean hasOtherType(String regulation) {
        return regulationsOfOtherTypes.contains(regulation);
    }

    void typeNotChosen(String type) {
        count(typesNotChosen, type);
    }

    void group(String area) {
        count(groups, area);
    }

    void covers(Flow flow) {
        flows.add(flow);
    }

    void problem(RowProblem problem) {
        reasons.merge(problem.reason(), 1L, Long::sum);
        problems.accept(problem);
    }

    private static void count(Map<String, Long> counts, String value) {
        String shown = Excerpt.of(value);
        counts.merge(counts.containsKey(shown) || counts.size() < MAX_VALUES ? shown : OTHERS, 1L, Long::sum);
    }

    /** All rows. */
    public long rows() {
        return rows;
    }

    /** Rows that are part of a measure. */
    public long taken() {
        return taken;
    }

    /** Rows that say what another row says. */
    public long repeated() {
        return repeated;
    }

    /** Rows of types that are not in the table, such as duties, by type. */
    public Map<String, Long> otherTypes() {
        return Collections.unmodifiableMap(otherTypes);
    }

    /** Rows of types in the table that were not chosen, by type. */
    public Map<String, Long> typesNotChosen() {
        return Collections.unmodifiableMap(typesNotChosen);
    }

    /** Rows of chosen types about groups of countries, by group. */
    public Map<String, Long> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /** Rows of chosen types that were left out, by reason. */
    public Map<RowProblem.Reason, Long> problems() {
        return Collections.unmodifiableMap(reasons);
    }

    /** The directions that the file covers. */
    Set<Flow> flows() {
        return Collections.unmodifiableSet(flows);
    }

    /** Whether a row that was left out may be about law of an earlier import. */
    boolean holdEndings() {
        return reasons.keySet().stream().anyMatch(RowProblem.Reason::holdsEndings);
    }
}
