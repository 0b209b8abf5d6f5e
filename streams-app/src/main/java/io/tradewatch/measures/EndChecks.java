package io.tradewatch.measures;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds goods that become free by the end of a measure although its instrument goes on. In most cases the measure that
 * follows was forgotten.
 */
final class EndChecks {
    private EndChecks() {}

    static void check(List<WrittenMeasure> counting, Succession succession, Consumer<LintProblem> problems) {
        for (WrittenMeasure written : counting) {
            Measure measure = written.measure();
            LocalDate end = measure.effectiveTo();
            if (end == null || !goesOn(measure, end, counting)) {
                continue;
            }
            List<CommodityPrefix> free = succession.withoutSuccessor(measure, measure.commodities(), end);
            if (!free.isEmpty()) {
                problems.accept(LintProblem.warning(
                        written.place("effectiveTo"),
                        measure.measureId() + " ends on " + end + " while " + measure.instrument()
                                + " goes on, and no measure restricts " + Succession.named(free) + " from then on",
                        "add the measure that follows, take the end away, or say in citationNote who lifted it"));
            }
        }
    }

    private static boolean goesOn(Measure ended, LocalDate end, List<WrittenMeasure> counting) {
        return counting.stream()
                .map(WrittenMeasure::measure)
                .anyMatch(other -> other.authority().equals(ended.authority())
                        && other.instrument().equals(ended.instrument())
                        && !other.measureId().equals(ended.measureId())
                        && Succession.endsAfter(other, end));
    }
}
