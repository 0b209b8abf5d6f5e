package io.tradewatch.cli.measures;

import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.review.Coverage;
import io.tradewatch.ruleset.review.Coverage.OtherCoverage;
import io.tradewatch.ruleset.review.ListCoverage;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a coverage as a page in Markdown: {@code docs/measures-coverage.md}. */
final class CoveragePage {
    private static final String INTRODUCTION = """
            # How much of the law the shipped measures hold

            This page is made by `tradewatch measures coverage --markdown` from `config/measures`; do not edit it. What the lists of the
            law hold, and what is known to be missing, is in `config/measures/coverage.yaml`. [measures.md](measures.md) says how the
            measures were written.

            - A **line** is one code of a list in one direction, with or without `ex`. The same code twice in a list is one line; a range
              of codes is as many lines as it has codes. Lines, not goods, are counted: a heading and a subheading are a line each.
            - **lines**: those of the list, on the day beside them. **here**: those that the measures in force on that day restrict whole,
              in these or in other codes (a heading as all of its subheadings, a code of another edition by what corresponds to it).
            - **missing**: those that they do not restrict, or only in part. **not expressible**: how many of them no measure can state.
            - **true to**: the newest state of the law in which all measures of the list were read. A dash means that one of them does
              not say.
            - **read**: of how many measures both the goods and the number of the provision were read in an official text or a faithful
              copy (in full), or only one of the two. Not in full: nobody noted which.
            """;

    private final PrintWriter out;

    CoveragePage(PrintWriter out) {
        this.out = out;
    }

    /** @param asOf the day on which all measures are counted; null means the day of each list */
    void print(Coverage coverage, @Nullable LocalDate asOf) {
        out.print(INTRODUCTION);
        if (asOf != null) {
            out.println(
                    "- **As of " + asOf + "**: this page counts the measures in force on that day instead. Lines that"
                            + " are in force only on the day of the list are neither here nor missing.");
        }
        Map<String, List<ListCoverage>> byInstrument = coverage.lists().stream()
                .collect(Collectors.groupingBy(
                        list -> list.expected().instrument(), LinkedHashMap::new, Collectors.toList()));
        byInstrument.forEach(this::printInstrument);
        printOthers(coverage.others());
        printGaps(coverage.gaps());
    }

    private void printInstrument(String instrument, List<ListCoverage> lists) {
        out.println();
        out.println("## " + instrument);
        out.println();
        out.println("| list | flow | lines | on | here | missing | not expressible | true to | read |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        lists.forEach(list -> row(
                list.expected().provision(),
                list.expected().flow(),
                list.expected().lines(),
                list.expected().day(),
                list.here(),
                list.missing(),
                list.expected().linesNotExpressible(),
                CoverageWords.day(list.shipped().textAsOf()),
                CoverageWords.read(list.shipped())));
        out.println();
        for (ListCoverage list : lists) {
            List<String> remarks = new ArrayList<>(CoverageWords.reasons(list));
            remarks.add("Read in: " + list.expected().source() + ".");
            out.println("- **" + list.expected().provision() + "**, "
                    + list.expected().flow() + ". " + String.join(" ", remarks));
        }
    }

    private void printOthers(List<OtherCoverage> others) {
        if (others.isEmpty()) {
            return;
        }
        out.println();
        out.println("## Measures of no list");
        out.println();
        out.println("Most of these instruments name goods in words, so there is no list to compare with.");
        out.println();
        out.println("| instrument | measures | codes | true to | read |");
        out.println("| --- | --- | --- | --- | --- |");
        for (OtherCoverage other : others) {
            MeasureCounts counts = other.counts();
            row(
                    other.instrument(),
                    counts.measures(),
                    counts.lines(),
                    CoverageWords.day(counts.textAsOf()),
                    CoverageWords.read(counts));
        }
    }

    private void printGaps(List<CoverageGap> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        out.println();
        out.println("## Law that is not screened");
        out.println();
        out.println("| authority | what | since | | why | looked at |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        gaps.forEach(gap -> row(
                gap.authority(),
                gap.what(),
                CoverageWords.day(gap.since()),
                CoverageWords.kind(gap.kind()),
                gap.why(),
                gap.noticed()));
    }

    private void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(String.valueOf(cell).replace("|", "\\|")).append(" |");
        }
        out.println(row);
    }
}
