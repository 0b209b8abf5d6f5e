package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds measures that cover only a part of some codes and nowhere say which part. The {@code summary} says it where all
 * codes are meant in part, because then it names the goods; where some are meant whole, it cannot.
 */
final class PartOfCodeChecks {
    private PartOfCodeChecks() {}

    static void check(List<WrittenMeasure> counting, Consumer<LintProblem> problems) {
        for (WrittenMeasure written : counting) {
            Measure measure = written.measure();
            List<CommodityPrefix> parts =
                    measure.commodities().stream().filter(CommodityPrefix::ex).toList();
            if (parts.isEmpty() || parts.size() == measure.commodities().size() || saysMore(measure)) {
                continue;
            }
            problems.accept(LintProblem.warning(
                    written.place("commodities", measure.commodities().indexOf(parts.get(0))),
                    measure.measureId() + " covers only a part of " + Succession.named(parts)
                            + ", and nothing says which part",
                    "say in citationNote, condition or exceptions which goods of these codes are meant"));
        }
    }

    private static boolean saysMore(Measure measure) {
        return measure.citationNote() != null
                || measure.condition() != null
                || !measure.exceptions().isEmpty();
    }
}
