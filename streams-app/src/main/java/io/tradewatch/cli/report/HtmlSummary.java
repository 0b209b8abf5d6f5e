package io.tradewatch.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Writes the summary of the page: tables of counts with bars. */
final class HtmlSummary {
    private static final int MOST_TYPES = 20;
    private static final int MOST_INSTRUMENTS = 40;
    private static final int MOST_CORRIDORS = 15;

    private final HtmlWriter page;

    HtmlSummary(HtmlWriter page) {
        this.page = page;
    }

    void write(ReportSubject subject, ReportCounts counts) throws IOException {
        page.markup("<section id=\"summary\">\n").element("h2", "Summary");
        if (counts.violations() == 0) {
            page.element("p", subject == ReportSubject.DIFFERENCES ? "Nothing differs." : "There are no alerts.");
        } else {
            writeCounts(subject, counts);
        }
        page.markup("</section>\n");
    }

    private void writeCounts(ReportSubject subject, ReportCounts counts) throws IOException {
        if (subject == ReportSubject.DIFFERENCES) {
            write("By difference", "Difference", counts.byKind(), MOST_TYPES);
        }
        page.markup("<div class=\"pair\">\n");
        write("By type and certainty", "Type", counts.byType(), MOST_TYPES);
        write(
                "By corridor: the " + MOST_CORRIDORS + " with most alerts",
                "From → to",
                counts.byCorridor(),
                MOST_CORRIDORS);
        page.markup("</div>\n");
        write("By programme and instrument", "Instrument", counts.byInstrument(), MOST_INSTRUMENTS);
    }

    /** Writes a table of the names that were counted most often, each with a bar. */
    void write(String caption, String header, Tally tally, int most) throws IOException {
        List<Tally.Entry> top = tally.top(most);
        long largest = top.stream().mapToLong(Tally.Entry::count).max().orElse(1);
        page.markup("<table class=\"counts\">").element("caption", caption);
        page.markup("<thead><tr><th scope=\"col\">").text(header);
        page.markup(
                "</th><th scope=\"col\" class=\"number\">Alerts</th><td class=\"bar\"></td></tr></thead>\n<tbody>\n");
        for (Tally.Entry entry : top) {
            page.markup("<tr><th scope=\"row\">").text(entry.name()).markup("</th>");
            page.element("td", "number", number(entry.count()));
            writeBar(entry.count(), largest);
            page.markup("</tr>\n");
        }
        page.markup("</tbody>");
        long beyond = tally.beyond(top);
        if (beyond > 0) {
            page.markup("<tfoot><tr><th scope=\"row\">all others</th>")
                    .element("td", "number", number(beyond))
                    .markup("<td class=\"bar\"></td></tr></tfoot>");
        }
        page.markup("</table>\n");
    }

    private void writeBar(long count, long largest) throws IOException {
        String width = String.format(Locale.ROOT, "%.1f", Math.max(1.0, 100.0 * count / largest));
        page.markup("<td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<rect width=\"" + width + "\" height=\"10\"/></svg></td>");
    }

    /** A number with commas between thousands. */
    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** A number with commas between thousands and as many decimals as it has. */
    static String number(BigDecimal number) {
        return new DecimalFormat("#,##0." + "#".repeat(12), DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(number);
    }
}
