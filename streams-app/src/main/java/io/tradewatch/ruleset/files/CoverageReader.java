package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.ExpectedList.Shortfall;
import io.tradewatch.ruleset.files.MeasureFields.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Creates the expected coverage from a document that follows its schema. */
final class CoverageReader {
    private final YamlDocument document;
    private final Consumer<LintProblem> problems;

    CoverageReader(YamlDocument document, Consumer<LintProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    ExpectedCoverage read() {
        List<ExpectedList> lists = entries("/lists", this::list);
        requireDistinct(lists);
        lists.forEach(this::requirePossible);
        return new ExpectedCoverage(lists, entries("/gaps", this::gap));
    }

    private <T> List<T> entries(String pointer, Function<String, T> reading) {
        List<T> read = new ArrayList<>();
        for (int i = 0; i < document.root().at(pointer).size(); i++) {
            try {
                read.add(reading.apply(pointer + "/" + i));
            } catch (Unreadable e) {
                problems.accept(e.in(document));
            }
        }
        return read;
    }

    private ExpectedList list(String pointer) {
        MeasureFields fields = new MeasureFields(document, pointer);
        return new ExpectedList(
                document.placeOf(pointer),
                fields.text("instrument"),
                fields.text("provision"),
                fields.list("writtenAs", Function.identity()),
                fields.constant("flow", Flow.class),
                fields.constant("hsEdition", HsEdition.class),
                fields.list("codes", CommodityPrefix::parse),
                fields.date("day"),
                fields.text("source"),
                shortfalls(pointer + "/notExpressible"),
                shortfalls(pointer + "/notShipped"),
                fields.textOrNull("note"));
    }

    private List<Shortfall> shortfalls(String pointer) {
        return entries(pointer, at -> {
            MeasureFields fields = new MeasureFields(document, at);
            return new Shortfall(
                    fields.has("lines") ? fields.integer("lines") : 0, fields.textOrNull("what"), fields.text("why"));
        });
    }

    private CoverageGap gap(String pointer) {
        MeasureFields fields = new MeasureFields(document, pointer);
        return new CoverageGap(
                fields.text("authority"),
                fields.text("what"),
                fields.constant("kind", CoverageGap.Kind.class),
                fields.text("why"),
                fields.dateOrNull("since"),
                fields.date("noticed"));
    }

    private void requireDistinct(List<ExpectedList> lists) {
        Set<String> seen = new HashSet<>();
        for (ExpectedList list : lists) {
            if (!seen.add(list.instrument() + "\n" + list.provision() + "\n" + list.flow())) {
                problems.accept(LintProblem.error(
                        list.place(),
                        list.instrument() + " " + list.provision() + ", " + list.flow() + ", stands twice",
                        "keep one of the two"));
            }
        }
    }

    private void requirePossible(ExpectedList list) {
        int missing = list.linesNotExpressible() + list.linesNotShipped();
        if (missing > list.lines()) {
            problems.accept(LintProblem.error(
                    list.place(),
                    missing + " lines of " + list.instrument() + " " + list.provision() + " are missing, of "
                            + list.lines(),
                    "correct the reasons, or the codes"));
        }
    }
}
