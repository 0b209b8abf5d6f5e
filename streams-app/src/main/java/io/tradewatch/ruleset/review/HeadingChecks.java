package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.EditionCodes;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureChecks;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds headings of four digits that their edition does not have; {@link MeasureChecks} refuses such subheadings. */
final class HeadingChecks {
    private static final int HEADING_DIGITS = 4;

    private HeadingChecks() {}

    static void check(List<WrittenMeasure> counting, EditionCodes codes, Consumer<LintProblem> problems) {
        for (WrittenMeasure written : counting) {
            Measure measure = written.measure();
            List<CommodityPrefix> unknown = Stream.concat(
                            measure.commodities().stream(), measure.exceptCommodities().stream())
                    .filter(prefix -> prefix.digits().length() == HEADING_DIGITS)
                    .filter(prefix -> !codes.hasHeading(measure.hsEdition(), prefix.digits()))
                    .toList();
            if (!unknown.isEmpty()) {
                problems.accept(LintProblem.warning(
                        written.place("commodities"),
                        measure.measureId() + " names " + Succession.named(unknown) + ", which " + measure.hsEdition()
                                + " does not have, so it matches nothing there",
                        "write the heading of " + measure.hsEdition() + ", or state the edition that has this one"));
            }
        }
    }
}
