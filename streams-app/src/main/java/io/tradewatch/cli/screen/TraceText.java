package io.tradewatch.cli.screen;

import io.tradewatch.cli.Lines;
import io.tradewatch.engine.explain.ItemTrace;
import io.tradewatch.engine.explain.MeasureTrace;
import io.tradewatch.engine.explain.RuleOutcome;
import io.tradewatch.engine.explain.TransferTrace;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.UnreadableCountry;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formats the trace of a transfer for people. */
final class TraceText {
    private final PrintWriter out;
    private final @Nullable String onlyMeasure;
    private final boolean all;

    TraceText(PrintWriter out, @Nullable String onlyMeasure, boolean all) {
        this.out = out;
        this.onlyMeasure = onlyMeasure;
        this.all = all;
    }

    void print(TransferTrace trace) {
        Lines.print(
                out,
                "",
                "Transfer " + trace.transfer().transferId() + " moved on "
                        + trace.transfer().date() + " from "
                        + trace.transfer().countryOfDispatch() + " to "
                        + trace.transfer().countryOfDestination() + "; violations: "
                        + trace.findings().size() + ".");
        for (Finding finding : trace.findings()) {
            if (finding.measure() == null) {
                StringBuilder text =
                        new StringBuilder("item " + finding.itemNumber() + " UNSCREENABLE " + finding.doubts());
                for (UnreadableCountry country : finding.unreadable()) {
                    text.append("; ")
                            .append(country.role())
                            .append(" '")
                            .append(country.text())
                            .append("' cannot be read");
                }
                FindingCounts counts = finding.counts();
                if (counts != null) {
                    text.append("; ")
                            .append(counts.total())
                            .append(" violations, more than the ")
                            .append(counts.limit())
                            .append(" that are published one by one");
                }
                Lines.print(out, "? ", text.toString());
            }
        }
        if (trace.items().isEmpty()) {
            Lines.print(out, "", "It is CANCELLED: rule 11, no violations.");
        }
        trace.items().forEach(this::print);
    }

    private void print(ItemTrace item) {
        out.println();
        Lines.print(out, "item " + item.item().itemNumber() + ": ", item.code());
        Map<Integer, Integer> others = new TreeMap<>();
        for (MeasureTrace measure : item.measures()) {
            if (isShown(measure)) {
                print(measure);
            } else {
                measure.firstThatFails().ifPresent(rule -> others.merge(rule, 1, Integer::sum));
            }
        }
        if (onlyMeasure == null && !others.isEmpty()) {
            StringBuilder text = new StringBuilder();
            others.forEach((rule, count) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(" by rule ")
                    .append(rule));
            Lines.print(out, "  others that do not apply: ", text.toString());
        }
    }

    /** Shows measures that apply, and measures that list the goods but fail in exactly one rule. */
    private boolean isShown(MeasureTrace measure) {
        if (onlyMeasure != null) {
            return measure.measure().measureId().equals(onlyMeasure);
        }
        return all || measure.isTelling();
    }

    private void print(MeasureTrace measure) {
        String verdict = measure.applies()
                ? "applies" + (measure.doubts().isEmpty() ? "" : ", with doubts " + measure.doubts())
                : "does not apply, by rule " + measure.firstThatFails().getAsInt();
        Lines.print(
                out,
                measure.applies() ? "  + " : "  - ",
                measure.measure().measureId() + " (" + measure.measure().citation() + ") " + verdict);
        for (RuleOutcome rule : measure.rules()) {
            String mark = rule.holds() ? rule.doubts().isEmpty() ? "yes" : "?  " : "no ";
            Lines.print(out, "      " + rule.rule() + " " + mark + " ", rule.words());
        }
    }
}
