package io.tradewatch.measures;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds goods that become free by the end of a measure although its instrument is still law. In most cases the measure
 * that follows was forgotten. A note that says that the measure was lifted, repealed or deleted, or has expired, answers
 * the question.
 */
final class EndChecks {
    private static final Pattern MEANT =
            Pattern.compile("\\b(lifted|repealed|deleted|expired|expires)\\b", Pattern.CASE_INSENSITIVE);

    private EndChecks() {}

    static void check(
            List<WrittenMeasure> counting, Succession succession, LocalDate today, Consumer<LintProblem> problems) {
        for (WrittenMeasure written : counting) {
            Measure measure = written.measure();
            LocalDate end = measure.effectiveTo();
            if (end == null || isMeant(measure) || !goesOn(measure, end.isAfter(today) ? end : today, counting)) {
                continue;
            }
            List<CommodityPrefix> free = succession.withoutSuccessor(measure, measure.commodities(), end);
            if (!free.isEmpty()) {
                problems.accept(LintProblem.warning(
                        written.place("effectiveTo"),
                        measure.measureId() + " ends on " + end + " while " + measure.instrument()
                                + " goes on, and no measure restricts " + Succession.named(free) + " from then on",
                        "add the measure that follows, take the end away, or say in citationNote that it was lifted, and by"
                                + " what"));
            }
        }
    }

    private static boolean isMeant(Measure measure) {
        return measure.citationNote() != null
                && MEANT.matcher(measure.citationNote()).find();
    }

    private static boolean goesOn(Measure ended, LocalDate day, List<WrittenMeasure> counting) {
        return counting.stream()
                .map(WrittenMeasure::measure)
                .anyMatch(other -> other.authority().equals(ended.authority())
                        && other.instrument().equals(ended.instrument())
                        && !other.measureId().equals(ended.measureId())
                        && Succession.endsAfter(other, day));
    }
}
