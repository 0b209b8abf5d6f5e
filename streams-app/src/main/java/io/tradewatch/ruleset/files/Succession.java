package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.HsCorrelation;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks up which measures restrict the goods of another one after it. A successor has the same programme and flow, and
 * one of the targets; that it restricts a part of a code is enough, because this is a search for what was forgotten.
 */
final class Succession {
    private static final int SUBHEADING_DIGITS = 6;
    private static final int MOST_NAMED = 8;

    private final List<Measure> measures;
    private final HsCorrelation correlation;

    /** @param counting the revisions that count, one of each measure */
    Succession(List<WrittenMeasure> counting, HsCorrelation correlation) {
        this.measures = counting.stream().map(WrittenMeasure::measure).toList();
        this.correlation = correlation;
    }

    /** Whether a measure is law on a day, by its dates alone. */
    static boolean isInForce(Measure measure, LocalDate day) {
        return !day.isBefore(measure.effectiveFrom()) && endsAfter(measure, day);
    }

    /** Whether a measure is still law, or is still to come, on a day. */
    static boolean endsAfter(Measure measure, LocalDate day) {
        return measure.effectiveTo() == null || day.isBefore(measure.effectiveTo());
    }

    /** Returns codes as a message names them: the first few, and the number of the others. */
    static String named(List<CommodityPrefix> codes) {
        String first =
                codes.stream().limit(MOST_NAMED).map(CommodityPrefix::written).collect(Collectors.joining(", "));
        return codes.size() <= MOST_NAMED ? first : first + " and " + (codes.size() - MOST_NAMED) + " more";
    }

    /** Returns those of a measure's codes that no measure in force on a day restricts in the same flow, in their order. */
    List<CommodityPrefix> withoutSuccessor(Measure measure, Collection<CommodityPrefix> codes, LocalDate day) {
        List<Measure> successors = measures.stream()
                .filter(other -> isInForce(other, day) && mayFollow(other, measure))
                .toList();
        return codes.stream()
                .filter(code -> successors.stream().noneMatch(other -> restricts(other, measure, code)))
                .toList();
    }

    /** Whether one measure restricts at least a part of a code of another. */
    boolean restricts(Measure one, Measure other, CommodityPrefix code) {
        Set<String> digits = translated(code, other, one);
        return one.commodities().stream()
                .anyMatch(prefix -> digits.stream().anyMatch(wanted -> touch(prefix.digits(), wanted)));
    }

    private static boolean mayFollow(Measure later, Measure earlier) {
        return later.programme().equals(earlier.programme())
                && later.flow() == earlier.flow()
                && !Collections.disjoint(later.targets(), earlier.targets());
    }

    private Set<String> translated(CommodityPrefix code, Measure from, Measure to) {
        String digits = code.digits();
        if (digits.length() < SUBHEADING_DIGITS || from.hsEdition() == to.hsEdition()) {
            return Set.of(digits);
        }
        String six = digits.substring(0, SUBHEADING_DIGITS);
        Set<String> partners = correlation.translate(six, from.hsEdition(), to.hsEdition());
        return partners.equals(Set.of(six)) ? Set.of(digits) : partners;
    }

    private static boolean touch(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }
}
