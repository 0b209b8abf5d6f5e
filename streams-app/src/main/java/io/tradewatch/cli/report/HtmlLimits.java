package io.tradewatch.cli.report;

import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedList;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes the end of the page: what was not screened, and what neither rules nor ruleset cover. */
final class HtmlLimits {
    private static final int MOST_UNREADABLE = 50;

    private final HtmlWriter page;

    HtmlLimits(HtmlWriter page) {
        this.page = page;
    }

    void write(RunDescription run, ReportCounts counts) throws IOException {
        page.markup("<section id=\"not-screened\" class=\"chapter\">\n").element("h2", "What could not be screened");
        writeProblems(run.problems());
        writeUnreadable(counts.unreadable());
        page.markup("</section>\n<section id=\"not-covered\">\n").element("h2", "What is not covered");
        writeRules();
        writeGaps(run.gaps());
        page.markup("</section>\n");
    }

    private void writeProblems(Problems problems) throws IOException {
        if (problems.leftOut() == 0) {
            page.element("p", "Everything that was read was screened.");
        } else {
            page.markup("<ul>");
            for (Map.Entry<String, Long> reason : problems.leftOutByReason().entrySet()) {
                page.element("li", reason.getKey() + ": " + HtmlSummary.number(reason.getValue()));
            }
            page.markup("</ul>\n");
            write("What was left out", problems.rows(), problems.leftOut());
        }
        if (problems.notes() > 0) {
            write("Values that were not read, in rows that were screened", problems.firstNotes(), problems.notes());
        }
    }

    private void write(String caption, List<Problems.Problem> first, long all) throws IOException {
        if (first.isEmpty()) {
            return;
        }
        page.markup("<table>").element("caption", caption);
        page.markup("<thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
        for (Problems.Problem problem : first) {
            page.markup("<tr>")
                    .element("td", problem.place())
                    .element("td", problem.text())
                    .markup("</tr>\n");
        }
        page.markup("</tbody></table>\n");
        if (all > first.size()) {
            page.element("p", "And " + HtmlSummary.number(all - first.size()) + " more, which the command reports.");
        }
    }

    private void writeUnreadable(Tally unreadable) throws IOException {
        if (unreadable.names() > 0) {
            new HtmlSummary(page).write("Countries that could not be read", "As reported", unreadable, MOST_UNREADABLE);
        }
    }

    /** What the rules do not look at, whatever the ruleset holds. */
    private void writeRules() throws IOException {
        page.markup("""
                <p>A transfer without an alert is not thereby lawful. Tradewatch compares goods, countries and days with measures \
                that name goods by their commodity code. It does not compare:</p>
                <ul>
                <li>names of people, companies and vessels with lists of designated parties;</li>
                <li>licences, authorisations and exemptions that somebody holds;</li>
                <li>amounts with caps and quotas over several transfers;</li>
                <li>regions within a country, free zones and customs procedures;</li>
                <li>technical parameters, end uses, services, software, finance and prices.</li>
                </ul>
                """);
    }

    private void writeGaps(LawGaps gaps) throws IOException {
        if (gaps.isUnknown()) {
            page.element(
                    "p",
                    "Nothing says which law this ruleset does not hold. Beside measure files, coverage.yaml says it; measures"
                            + " on a topic do not carry it.");
            return;
        }
        writeLists(gaps.lists());
        writeActs(gaps.acts());
    }

    private void writeLists(List<ExpectedList> lists) throws IOException {
        if (lists.isEmpty()) {
            return;
        }
        page.markup("<table>").element("caption", "Lists of the law that the ruleset holds only in part");
        page.markup("<thead><tr><th scope=\"col\">List</th><th scope=\"col\">Flow</th>"
                + "<th scope=\"col\" class=\"number\">Lines</th><th scope=\"col\" class=\"number\">No code expresses</th>"
                + "<th scope=\"col\" class=\"number\">Not written</th></tr></thead>\n<tbody>\n");
        for (ExpectedList list : lists) {
            page.markup("<tr><th scope=\"row\">")
                    .text(list.instrument() + " " + list.provision())
                    .markup("</th>")
                    .element("td", "whole", ViolationFacts.plain(list.flow().name()))
                    .element("td", "number", HtmlSummary.number(list.lines()))
                    .element("td", "number", HtmlSummary.number(list.linesNotExpressible()))
                    .element("td", "number", HtmlSummary.number(list.linesNotShipped()))
                    .markup("</tr>\n");
        }
        page.markup("</tbody></table>\n");
    }

    private void writeActs(List<CoverageGap> acts) throws IOException {
        if (acts.isEmpty()) {
            return;
        }
        page.markup("<table>").element("caption", "Law that the ruleset does not hold");
        page.markup("<thead><tr><th scope=\"col\">Authority</th><th scope=\"col\">What</th><th scope=\"col\">Why</th>"
                + "<th scope=\"col\">Looked at</th></tr></thead>\n<tbody>\n");
        for (CoverageGap act : acts) {
            page.markup("<tr>")
                    .element("td", act.authority())
                    .element("td", act.what())
                    .element("td", ViolationFacts.plain(act.kind().name()) + ": " + act.why())
                    .element("td", "whole", act.noticed().toString())
                    .markup("</tr>\n");
        }
        page.markup("</tbody></table>\n");
    }
}
