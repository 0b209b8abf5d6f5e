package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of the law against the measures of the files.
 *
 * @param expected the list
 * @param day the day on which the measures are in force
 * @param shipped the measures of the list that are in force on the day
 * @param inPart the lines that these restrict in part, although the list means them whole
 * @param absent the lines that these do not restrict at all
 * @param beyond the codes of these that are of no line of the list
 */
public record ListCoverage(
        ExpectedList expected,
        LocalDate day,
        MeasureCounts shipped,
        List<CommodityPrefix> inPart,
        List<CommodityPrefix> absent,
        List<CommodityPrefix> beyond) {
    public ListCoverage {
        inPart = List.copyOf(inPart);
        absent = List.copyOf(absent);
        beyond = List.copyOf(beyond);
    }

    static ListCoverage of(
            ExpectedList list, List<WrittenMeasure> written, LocalDate day, EditionTranslation translation) {
        List<WrittenMeasure> inForce =
                written.stream().filter(one -> one.measure().isInForceOn(day)).toList();
        List<Measure> measures = inForce.stream().map(WrittenMeasure::measure).toList();
        LineSearch search = new LineSearch(list, measures, translation);
        Map<Extent, List<CommodityPrefix>> lines = list.codes().stream().collect(Collectors.groupingBy(search::held));
        return new ListCoverage(
                list,
                day,
                MeasureCounts.of(inForce),
                lines.getOrDefault(Extent.PART, List.of()),
                lines.getOrDefault(Extent.NONE, List.of()),
                search.beyond(measures));
    }

    /** How many lines the files have whole. */
    public int here() {
        return expected.lines() - missing();
    }

    /** How many lines are absent, or here only in part. */
    public int missing() {
        return inPart.size() + absent.size();
    }

    /** How many lines are missing without a reason; below 0 if reasons are given for lines that are here. */
    public int unexplained() {
        return missing() - expected.linesNotExpressible() - expected.linesNotShipped();
    }
}
