package io.tradewatch.cli.measures;

import io.tradewatch.cli.Lines;
import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.io.PrintWriter;
import java.util.List;

/** Formats measures for a terminal of {@value Lines#WIDTH} columns. */
final class MeasureTable {
    private static final String ROW = "%-36s %-8s %-6s %-10s %-10s %s";
    private static final int WIDEST_TARGETS = 5;
    private static final int MOST_CODES = 24;

    private MeasureTable() {}

    static void print(List<Measure> measures, PrintWriter out) {
        if (measures.isEmpty()) {
            return;
        }
        out.println(ROW.formatted("MEASURE", "ACTION", "FLOW", "SINCE", "UNTIL", "WITH"));
        for (Measure measure : measures) {
            out.println(row(measure).stripTrailing());
            Lines.print(out, "  ", measure.citation() + ": " + measure.summary());
            Lines.print(out, "  ", goods(measure));
            Lines.print(out, "  ", citation(measure));
            if (measure.targets().size() > 2) {
                Lines.print(out, "  ", "Towards: " + String.join(", ", measure.targets()));
            }
        }
        out.println();
    }

    private static String row(Measure measure) {
        return ROW.formatted(
                measure.measureId(),
                measure.action() == Action.REQUIRE_LICENCE ? "LICENCE" : measure.action(),
                measure.flow(),
                measure.effectiveFrom(),
                measure.effectiveTo() == null ? "" : measure.effectiveTo(),
                targets(measure));
    }

    /** All targets, or the first target and the number of the others: the column is narrow. */
    private static String targets(Measure measure) {
        String all = String.join(",", measure.targets());
        return all.length() <= WIDEST_TARGETS
                ? all
                : measure.targets().get(0) + "+" + (measure.targets().size() - 1);
    }

    /** What was read of the law's text, and to which day the measure is known to be true. */
    private static String citation(Measure measure) {
        return "Citation: " + halves(measure)
                + (measure.textAsOf() == null ? "; day of the text not stated" : "; true to " + measure.textAsOf());
    }

    private static String halves(Measure measure) {
        if (measure.isContentOpen()) {
            return measure.isProvisionOpen()
                    ? "neither content nor provision read"
                    : Boolean.TRUE.equals(measure.provisionRead()) ? "provision read, content not" : "content not read";
        }
        if (measure.isProvisionOpen()) {
            return Boolean.TRUE.equals(measure.contentRead()) ? "content read, provision not" : "provision not read";
        }
        return measure.citationStatus() == CitationStatus.VERIFIED
                ? "content and provision read"
                : "not fully verified";
    }

    private static String goods(Measure measure) {
        String goods = "Goods (" + measure.hsEdition() + "): " + codes(measure.commodities());
        return measure.exceptCommodities().isEmpty() ? goods : goods + " except " + codes(measure.exceptCommodities());
    }

    private static String codes(List<CommodityPrefix> prefixes) {
        return FirstFew.of(prefixes.stream().map(CommodityPrefix::written).toList(), MOST_CODES);
    }
}
