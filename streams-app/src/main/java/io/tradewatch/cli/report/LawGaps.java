package io.tradewatch.cli.report;

import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedCoverage;
import io.tradewatch.ruleset.files.ExpectedList;
import java.util.List;

/**
 * Known law that measure files do not hold, as {@value ExpectedCoverage#NAME} beside them says.
 *
 * @param lists the lists of which lines are missing
 * @param acts law that no measure states
 */
public record LawGaps(List<ExpectedList> lists, List<CoverageGap> acts) {
    /** Nothing is known about the gaps. */
    public static final LawGaps UNKNOWN = new LawGaps(List.of(), List.of());

    public LawGaps {
        lists = List.copyOf(lists);
        acts = List.copyOf(acts);
    }

    /** The gaps that a coverage file names. */
    public static LawGaps of(ExpectedCoverage coverage) {
        return new LawGaps(
                coverage.lists().stream()
                        .filter(list -> list.linesNotExpressible() + list.linesNotShipped() > 0)
                        .toList(),
                coverage.gaps());
    }

    /** Whether nothing is known about the gaps. */
    boolean isUnknown() {
        return lists.isEmpty() && acts.isEmpty();
    }
}
