package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds goods that become free by the end of a measure although its instrument is still law. In most cases the measure
 * that follows was forgotten. A note that says that the measure was lifted, repealed, suspended or deleted, or has
 * expired, answers the question. Measures of an instrument that end on one day are one warning.
 */
final class EndChecks {
    private static final Pattern MEANT =
            Pattern.compile("\\b(lifted|repealed|suspended|deleted|expired|expires)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMED = 3;

    private final List<WrittenMeasure> counting;
    private final Succession succession;
    private final LocalDate today;

    private EndChecks(List<WrittenMeasure> counting, Succession succession, LocalDate today) {
        this.counting = counting;
        this.succession = succession;
        this.today = today;
    }

    static void check(
            List<WrittenMeasure> counting, Succession succession, LocalDate today, Consumer<LintProblem> problems) {
        EndChecks checks = new EndChecks(counting, succession, today);
        Map<String, List<WrittenMeasure>> ends = counting.stream()
                .filter(written -> !checks.freed(written.measure()).isEmpty())
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .collect(Collectors.groupingBy(EndChecks::end, TreeMap::new, Collectors.toList()));
        ends.forEach((end, measures) -> problems.accept(LintProblem.warning(
                measures.get(0).place("effectiveTo"),
                end + ", which goes on, and nothing restricts their goods from then on: " + checks.named(measures),
                "add the measure that follows, take the end away, or say in citationNote that it was lifted, and by"
                        + " what")));
    }

    private static String end(WrittenMeasure written) {
        Measure measure = written.measure();
        return "on " + measure.effectiveTo() + " measures end of " + measure.instrument();
    }

    /** Returns the codes that an unexplained end of a measure sets free. */
    private List<CommodityPrefix> freed(Measure measure) {
        LocalDate end = measure.effectiveTo();
        return end == null || isMeant(measure) || !goesOn(measure, end.isAfter(today) ? end : today)
                ? List.of()
                : succession.withoutSuccessor(measure, measure.commodities(), end);
    }

    private static boolean isMeant(Measure measure) {
        return measure.citationNote() != null
                && MEANT.matcher(measure.citationNote()).find();
    }

    private boolean goesOn(Measure ended, LocalDate day) {
        return counting.stream()
                .map(WrittenMeasure::measure)
                .anyMatch(other -> other.authority().equals(ended.authority())
                        && other.instrument().equals(ended.instrument())
                        && !other.measureId().equals(ended.measureId())
                        && Succession.endsAfter(other, day));
    }

    private String named(List<WrittenMeasure> measures) {
        String first = measures.stream()
                .limit(MOST_NAMED)
                .map(written -> written.measure().measureId() + " (" + Succession.named(freed(written.measure())) + ")")
                .collect(Collectors.joining(", "));
        return measures.size() <= MOST_NAMED ? first : first + " and " + (measures.size() - MOST_NAMED) + " more";
    }
}
