package io.tradewatch.ruleset.review;

import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedCoverage;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.files.ProvisionMatch;
import io.tradewatch.ruleset.files.RevisionChecks;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of the law measure files hold: the lines of each list against those of the files, and what stands in
 * no counted list. {@link ExpectedList} defines a line. Only the highest revision of each measure counts.
 *
 * @param lists the lists, in the order of the expectation
 * @param others the measures of no list, one entry for each instrument
 * @param gaps law that no measure states
 */
public record Coverage(List<ListCoverage> lists, List<OtherCoverage> others, List<CoverageGap> gaps) {
    public Coverage {
        lists = List.copyOf(lists);
        others = List.copyOf(others);
        gaps = List.copyOf(gaps);
    }

    /**
     * Compares files without errors with what is expected.
     *
     * @param asOf the day on which measures have to be in force to count; null means, for each list, the day on which it
     *     was read, and for measures of no list any day
     */
    public static Coverage of(MeasureCatalogue files, ExpectedCoverage expected, @Nullable LocalDate asOf) {
        List<WrittenMeasure> counting = RevisionChecks.counting(files.measures());
        EditionTranslation translation = new EditionTranslation(files.tables());
        Set<WrittenMeasure> listed = new HashSet<>();
        List<ListCoverage> lists = expected.lists().stream()
                .map(list -> {
                    List<WrittenMeasure> own = counting.stream()
                            .filter(written -> ProvisionMatch.of(list).matches(written.measure()))
                            .toList();
                    listed.addAll(own);
                    return ListCoverage.of(list, own, asOf == null ? list.day() : asOf, translation);
                })
                .toList();
        Map<String, List<WrittenMeasure>> others = counting.stream()
                .filter(written -> !listed.contains(written))
                .filter(written -> asOf == null || written.measure().isInForceOn(asOf))
                .collect(Collectors.groupingBy(
                        written -> written.measure().instrument(), TreeMap::new, Collectors.toList()));
        return new Coverage(
                lists,
                others.entrySet().stream()
                        .map(entry -> new OtherCoverage(entry.getKey(), MeasureCounts.of(entry.getValue())))
                        .toList(),
                expected.gaps());
    }

    /**
     * The measures of an instrument that stand in no list.
     *
     * @param instrument the title of the instrument
     * @param counts how many there are
     */
    public record OtherCoverage(String instrument, MeasureCounts counts) {}
}
