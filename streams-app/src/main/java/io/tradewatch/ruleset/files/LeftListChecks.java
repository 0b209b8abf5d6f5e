package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds codes that a revision leaves out although they were listed before, and that no other measure took over. */
final class LeftListChecks {
    private LeftListChecks() {}

    static void check(List<WrittenMeasure> measures, Succession succession, Consumer<LintProblem> problems) {
        Map<String, List<WrittenMeasure>> byId = measures.stream()
                .filter(written -> written.measure().status() == MeasureStatus.ACTIVE)
                .sorted(Comparator.comparingInt(written -> written.measure().revision()))
                .collect(Collectors.groupingBy(
                        written -> written.measure().measureId(), TreeMap::new, Collectors.toList()));
        byId.values().forEach(revisions -> {
            for (int i = 1; i < revisions.size(); i++) {
                compare(revisions.get(i - 1).measure(), revisions.get(i), succession, problems);
            }
        });
    }

    private static void compare(
            Measure earlier, WrittenMeasure later, Succession succession, Consumer<LintProblem> problems) {
        Measure measure = later.measure();
        List<CommodityPrefix> left = earlier.commodities().stream()
                .filter(code -> !succession.restricts(measure, earlier, code))
                .toList();
        LocalDate day = since(measure);
        List<CommodityPrefix> lost = succession.withoutSuccessor(earlier, left, day);
        if (!lost.isEmpty() && Succession.endsAfter(earlier, day)) {
            problems.accept(LintProblem.warning(
                    later.place("commodities"),
                    "revision " + measure.revision() + " of " + measure.measureId() + " leaves out "
                            + Succession.named(lost) + ", and no other measure restricts them on " + day,
                    "add the measure that lists them now, or put them back"));
        }
    }

    /** The first day on which the revision decides about a movement of that day. */
    private static LocalDate since(Measure measure) {
        LocalDate recorded = measure.recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
        return recorded.isAfter(measure.effectiveFrom()) ? recorded : measure.effectiveFrom();
    }
}
