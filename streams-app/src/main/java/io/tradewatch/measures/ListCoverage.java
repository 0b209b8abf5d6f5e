package io.tradewatch.measures;

import java.time.LocalDate;
import java.util.List;

/**
 * A counted list against the measures of the files.
 *
 * @param expected the list
 * @param day the day on which the measures are in force
 * @param shipped the measures of the list that are in force on the day
 */
public record ListCoverage(ExpectedList expected, LocalDate day, MeasureCounts shipped) {
    static ListCoverage of(ExpectedList list, List<WrittenMeasure> measures, LocalDate day) {
        return new ListCoverage(
                list,
                day,
                MeasureCounts.of(measures.stream()
                        .filter(written -> Succession.isInForce(written.measure(), day))
                        .toList()));
    }

    /** How many expressible lines are not shipped; below 0 if measures have more lines than the list. */
    public int missing() {
        return expected.lines() - expected.linesNotExpressible() - shipped.lines();
    }

    /** How many lines are missing without a reason; below 0 if the file says that more are missing than are. */
    public int unexplained() {
        return Math.max(missing(), 0) - expected.linesNotShipped();
    }
}
