package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of the law against the measures of the files. Each line of the list is here, missing, or, on another day than that
 * of the list, not in force: the files restrict it whole on the day of the list and not on that other day.
 *
 * @param expected the list
 * @param day the day on which the measures are in force
 * @param shipped the measures of the list that are in force on the day
 * @param inPart the lines that these restrict in part, although the list means them whole
 * @param absent the lines that these do not restrict at all
 * @param notInForce the lines that the files restrict whole on the day of the list and not on this day; empty if the days
 *     are the same
 * @param beyond the codes of the measures in force that are of no line of the list
 */
public record ListCoverage(
        ExpectedList expected,
        LocalDate day,
        MeasureCounts shipped,
        List<CommodityPrefix> inPart,
        List<CommodityPrefix> absent,
        List<CommodityPrefix> notInForce,
        List<CommodityPrefix> beyond) {
    public ListCoverage {
        inPart = List.copyOf(inPart);
        absent = List.copyOf(absent);
        notInForce = List.copyOf(notInForce);
        beyond = List.copyOf(beyond);
    }

    static ListCoverage of(
            ExpectedList list, List<WrittenMeasure> written, LocalDate day, EditionTranslation translation) {
        List<WrittenMeasure> inForce = inForce(written, day);
        LineSearch search = new LineSearch(list, measures(inForce), translation);
        LineSearch onItsDay = new LineSearch(list, measures(inForce(written, list.day())), translation);
        List<CommodityPrefix> inPart = new ArrayList<>();
        List<CommodityPrefix> absent = new ArrayList<>();
        List<CommodityPrefix> notInForce = new ArrayList<>();
        for (CommodityPrefix line : list.codes()) {
            Extent held = search.held(line);
            if (held == Extent.WHOLE) {
                continue;
            }
            if (onItsDay.held(line) == Extent.WHOLE) {
                notInForce.add(line);
            } else {
                (held == Extent.PART ? inPart : absent).add(line);
            }
        }
        return new ListCoverage(
                list, day, MeasureCounts.of(inForce), inPart, absent, notInForce, search.beyond(measures(inForce)));
    }

    private static List<WrittenMeasure> inForce(List<WrittenMeasure> written, LocalDate day) {
        return written.stream().filter(one -> one.measure().isInForceOn(day)).toList();
    }

    private static List<Measure> measures(List<WrittenMeasure> written) {
        return written.stream().map(WrittenMeasure::measure).toList();
    }

    /** Whether the day is before that of the list, so that the lines not in force were not law yet. */
    public boolean isBeforeTheList() {
        return day.isBefore(expected.day());
    }

    /** How many lines the files restrict whole on the day. */
    public int here() {
        return expected.lines() - missing() - notInForce.size();
    }

    /** How many lines are absent, or here only in part, on the day of the list as well. */
    public int missing() {
        return inPart.size() + absent.size();
    }

    /** How many lines are missing without a reason; below 0 if reasons are given for lines that are here. */
    public int unexplained() {
        return missing() - expected.linesNotExpressible() - expected.linesNotShipped();
    }
}
