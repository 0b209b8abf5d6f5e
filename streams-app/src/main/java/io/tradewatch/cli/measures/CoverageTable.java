package io.tradewatch.cli.measures;

import io.tradewatch.cli.Lines;
import io.tradewatch.codec.text.WrappedText;
import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.review.Coverage;
import io.tradewatch.ruleset.review.Coverage.OtherCoverage;
import io.tradewatch.ruleset.review.ListCoverage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a coverage for a terminal of {@value Lines#WIDTH} columns. */
final class CoverageTable {
    private static final String ROW = "%-39s %-6s %6s %6s %7s %s";
    private static final int WIDEST_LIST = 39;

    private final PrintWriter out;

    CoverageTable(PrintWriter out) {
        this.out = out;
    }

    void print(Coverage coverage) {
        out.println(ROW.formatted("LIST", "FLOW", "LINES", "HERE", "MISSING", "TRUE TO"));
        String instrument = "";
        for (ListCoverage list : coverage.lists()) {
            if (!list.expected().instrument().equals(instrument)) {
                instrument = list.expected().instrument();
                out.println(instrument);
            }
            print(list);
        }
        printOthers(coverage.others());
        printGaps(coverage.gaps());
        out.println();
        Lines.print(
                out,
                "",
                "A line is one code of a list, with or without ex; MISSING are those that are not here, or"
                        + " only in part; lines that are not in force on the day are neither. TRUE TO is the newest text that all measures of the list were read in."
                        + " docs/measures-coverage.md explains more.");
    }

    private void print(ListCoverage list) {
        MeasureCounts shipped = list.shipped();
        row(
                list.expected().provision(),
                list.expected().flow().name(),
                list.expected().lines(),
                list.here(),
                list.missing(),
                CoverageWords.day(shipped.textAsOf()));
        if (shipped.measures() > 0) {
            Lines.print(out, "    ", "Measures read: " + CoverageWords.read(shipped) + ".");
        }
        CoverageWords.reasons(list).forEach(reason -> Lines.print(out, "    ", reason));
    }

    /** Prints a row; a name that is too long for its column begins in lines above. */
    private void row(String name, Object... cells) {
        List<String> lines = WrappedText.lines(name, WIDEST_LIST - 2);
        lines.subList(0, lines.size() - 1).forEach(line -> out.println("  " + line));
        List<Object> all = new ArrayList<>(List.of("  " + lines.get(lines.size() - 1)));
        all.addAll(List.of(cells));
        out.println(ROW.formatted(all.toArray()).stripTrailing());
    }

    private void printOthers(List<OtherCoverage> others) {
        if (others.isEmpty()) {
            return;
        }
        out.println();
        out.println(ROW.formatted("IN NO LIST", "", "", "CODES", "", "TRUE TO"));
        for (OtherCoverage other : others) {
            MeasureCounts counts = other.counts();
            row(other.instrument(), "", "", counts.lines(), "", CoverageWords.day(counts.textAsOf()));
            Lines.print(out, "    ", "Measures read: " + CoverageWords.read(counts) + ".");
        }
    }

    private void printGaps(List<CoverageGap> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        out.println();
        out.println("NOT SCREENED");
        for (CoverageGap gap : gaps) {
            Lines.print(
                    out,
                    "  ",
                    gap.authority() + ", " + gap.what() + (gap.since() == null ? "" : ", " + gap.since()) + ": "
                            + CoverageWords.kind(gap.kind()) + " (" + gap.noticed() + ").");
            Lines.print(out, "    ", gap.why());
        }
    }
}
