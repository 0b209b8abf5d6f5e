package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds thresholds whose currency has no exchange rate while they are law: values in other currencies cannot be compared
 * with them, or only by an old rate. Rates are looked up on or before a day, so the first day needs one before it.
 */
final class ThresholdChecks {
    private ThresholdChecks() {}

    static void check(
            List<WrittenMeasure> counting, ReferenceTable rates, Review review, Consumer<LintProblem> problems) {
        TreeMap<String, List<WrittenMeasure>> byCurrency = counting.stream()
                .filter(written -> written.measure().unitValueOver() != null)
                .collect(Collectors.groupingBy(ThresholdChecks::currency, TreeMap::new, Collectors.toList()));
        byCurrency.forEach(
                (currency, measures) -> checkOne(currency, measures, days(rates, currency), review, problems));
    }

    private static String currency(WrittenMeasure written) {
        Money threshold = written.measure().unitValueOver();
        return threshold == null ? "" : threshold.currency();
    }

    private static NavigableSet<LocalDate> days(ReferenceTable rates, String currency) {
        return rates.rows().stream()
                .filter(row -> row.get(1).equals(currency) || row.get(2).equals(currency))
                .map(row -> DayRange.day(row.get(0)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkOne(
            String currency,
            List<WrittenMeasure> measures,
            NavigableSet<LocalDate> days,
            Review review,
            Consumer<LintProblem> problems) {
        WrittenMeasure first = measures.stream()
                .min(Comparator.comparing(written -> written.measure().effectiveFrom()))
                .orElseThrow();
        LocalDate from = first.measure().effectiveFrom();
        if (days.isEmpty() || days.first().isAfter(from)) {
            problems.accept(LintProblem.warning(
                    first.place("unitValueOver"),
                    "the threshold of " + first.measure().measureId() + " is in " + currency + " since " + from
                            + ", and exchange-rates.csv has no rate of " + currency + " "
                            + (days.isEmpty() ? "at all" : "before " + days.first()),
                    "add a rate of " + currency + " on or before " + from));
        } else if (days.last().isBefore(review.oldestText())) {
            measures.stream()
                    .filter(written -> written.measure().isInForceOn(review.today()))
                    .findFirst()
                    .ifPresent(written -> problems.accept(LintProblem.warning(
                            written.place("unitValueOver"),
                            "thresholds in " + currency + ", such as that of "
                                    + written.measure().measureId() + ", are compared by rates of " + days.last()
                                    + " at the newest",
                            "add newer rates of " + currency + " to exchange-rates.csv")));
        }
    }
}
