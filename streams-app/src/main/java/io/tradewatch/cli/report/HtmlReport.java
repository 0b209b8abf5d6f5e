package io.tradewatch.cli.report;

import io.tradewatch.cli.report.RunDescription.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes violations as one page for people: what was screened and how, a summary, each alert, what was not screened and what
 * is not covered. It needs no script and fetches nothing; its policy forbids both.
 */
final class HtmlReport {
    private static final String STYLE = "report.css";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ReportSubject subject;
    private final RunDescription run;
    private final HtmlWriter page;

    private HtmlReport(ReportSubject subject, RunDescription run, HtmlWriter page) {
        this.subject = subject;
        this.run = run;
        this.page = page;
    }

    /** Writes the page. The violations are read twice, first to count them. */
    static void write(ReportSubject subject, Iterable<ReportedViolation> violations, RunDescription run, Writer out)
            throws IOException {
        HtmlWriter page = new HtmlWriter(out);
        new HtmlReport(subject, run, page).write(ReportCounts.of(violations), violations);
        page.flush();
    }

    private void write(ReportCounts counts, Iterable<ReportedViolation> violations) throws IOException {
        writeHead();
        writeOverview(counts);
        page.markup("<main>\n");
        writeRun();
        new HtmlSummary(page).write(subject, counts);
        page.markup("<section id=\"alerts\" class=\"chapter\">\n").element("h2", alertsTitle());
        new HtmlAlerts(page).write(violations);
        page.markup("</section>\n");
        new HtmlLimits(page).write(run, counts);
        page.markup("</main>\n<footer>");
        page.element(
                "p",
                "A report of Tradewatch. An alert is a reason to look, not a finding of law: read the provision"
                        + " that it cites.");
        page.markup("</footer>\n</body>\n</html>\n");
    }

    private String alertsTitle() {
        return subject == ReportSubject.DIFFERENCES ? "Differences" : "Alerts";
    }

    private void writeHead() throws IOException {
        page.markup("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="Content-Security-Policy" \
                content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
                """);
        page.element("title", run.title()).markup("\n<style>\n").markup(style()).markup("</style>\n</head>\n<body>\n");
    }

    private static String style() throws IOException {
        try (InputStream css = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (css == null) {
                throw new IllegalStateException("the program lacks its file " + STYLE);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeOverview(ReportCounts counts) throws IOException {
        page.markup("<header>\n").element("h1", run.title()).element("p", "lead", CLOCK.format(run.at()));
        page.markup("<nav aria-label=\"Contents\"><ul>\n");
        writeEntry("alerts", counts.violations(), alertsTitle().toLowerCase(Locale.ROOT));
        writeEntry("summary", counts.transfers(), "transfers with alerts");
        writeEntry("not-screened", run.problems().leftOut(), "not screened");
        if (!run.gaps().isUnknown()) {
            writeEntry(
                    "not-covered", run.gaps().acts().size() + run.gaps().lists().size(), "known gaps of the ruleset");
        }
        page.markup("</ul></nav>\n</header>\n");
    }

    private void writeEntry(String anchor, long number, String what) throws IOException {
        page.markup("<li><a href=\"#" + anchor + "\">")
                .element("strong", HtmlSummary.number(number))
                .markup(" ")
                .element("span", what)
                .markup("</a></li>\n");
    }

    private void writeRun() throws IOException {
        page.markup("<section id=\"run\">\n").element("h2", "What was screened").markup("<div class=\"pair\">\n");
        writeFacts("Input", run.screened());
        writeFacts("Ruleset", run.ruleset());
        page.markup("</div>\n</section>\n");
    }

    private void writeFacts(String caption, List<Fact> facts) throws IOException {
        page.markup("<table class=\"facts\">").element("caption", caption).markup("<tbody>\n");
        for (Fact fact : facts) {
            page.markup("<tr><th scope=\"row\">")
                    .text(fact.name())
                    .markup("</th>")
                    .element("td", fact.value())
                    .markup("</tr>\n");
        }
        page.markup("</tbody></table>\n");
    }
}
