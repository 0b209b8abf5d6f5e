package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.text.PrintableText;
import io.tradewatch.replay.Difference;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");

    @Test
    void shouldShowEachAlertWithItsSentenceItsProvisionAndItsFacts() throws IOException {
        String page = write(ReportSamples.run("a fact"), ReportSamples.violation("T-1"));

        assertThat(page)
                .contains("<p>A sentence.</p>")
                .contains("S/RES/1 para. 1")
                .contains("unverified: goods not read, provision read, text as of 2026-01-01")
                .contains("href=\"https://example.org/law\"")
                .contains("prohibited, possible")
                .contains("partial code")
                .contains("destination KP")
                .contains("ex 8703");
    }

    @Test
    void shouldGroupTheAlertsOfATransfer() throws IOException {
        String page = write(
                ReportSamples.run("a fact"),
                ReportSamples.violation("T-1"),
                ReportSamples.violation("T-1"),
                ReportSamples.violation("T-2"));

        assertThat(page.split("<article>", -1)).hasSize(3);
        assertThat(page.split("<section class=\"alert prohibited\">", -1)).hasSize(4);
        assertThat(page).contains("<strong>3</strong> <span>alerts</span>");
    }

    @Test
    void shouldSayHowViolationsDiffer() throws IOException {
        StringWriter out = new StringWriter();
        Difference gone = new Difference(Difference.Kind.GONE, ReportSamples.violation("T-1"), null, List.of());

        HtmlReport.write(
                ReportSubject.DIFFERENCES,
                List.of(ReportedViolation.different(gone)),
                ReportSamples.run("a fact"),
                out);

        assertThat(out.toString())
                .contains("By difference")
                .contains("<span class=\"badge\">gone</span>")
                .contains("<strong>1</strong> <span>differences</span>");
    }

    @Test
    void shouldSayWhatWasLeftOutAndHowManyMore() throws IOException {
        RunDescription run = ReportSamples.run("a fact");
        for (int line = 1; line <= 1100; line++) {
            run.problems().leftOut("line " + line, "WRONG_FIELD", "WRONG_FIELD: of line " + line);
        }

        String page = write(run);

        assertThat(page)
                .contains("<li>WRONG_FIELD: 1,100</li>")
                .contains("<td>line 999</td>")
                .doesNotContain("<td>line 1000</td>")
                .contains("And 101 more")
                .contains("There are no alerts.");
    }

    /** The page fetches nothing and runs nothing, and its policy says so to the browser. */
    @Test
    void shouldNeedNothingButItself() throws IOException {
        String page = write(ReportSamples.run("a fact"), ReportSamples.violation("T-1"));

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline';")
                .doesNotContain("<script", "<link", "@import", "url(", " src=");
    }

    /** Whatever a text holds, the page has the same elements and attributes as with a plain text. */
    @Property(tries = 300)
    void shouldNeverTakeTextForMarkup(@ForAll("hostileTexts") String text) throws IOException {
        String page = write(ReportSamples.run(text), ReportSamples.withText(text));
        String plain = write(ReportSamples.run("x"), ReportSamples.withText("x"));

        assertThat(tags(page)).isEqualTo(tags(plain));
        assertThat(page.replace("\n", "")).isEqualTo(PrintableText.line(page.replace("\n", "")));
    }

    @Property(tries = 100)
    void shouldLinkOnlyToAddressesOfTheWebAndStayWithinTheAttribute(@ForAll("hostileTexts") String text)
            throws IOException {
        Violation violation = ReportSamples.violation("T-1");
        violation.setUrl("https://example.org/" + text);

        List<String> links = tags(write(ReportSamples.run("x"), violation)).stream()
                .filter(tag -> tag.startsWith("<a rel"))
                .toList();

        assertThat(links)
                .singleElement()
                .satisfies(link -> assertThat(link)
                        .matches("<a rel=\"noopener noreferrer\" href=\"https://example.org/[^\"<>']*\">"));
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return ReportSamples.hostileTexts();
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page).results().map(MatchResult::group).toList();
    }

    private static String write(RunDescription run, Violation... violations) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(ReportSubject.OPEN_VIOLATIONS, ReportSamples.open(violations), run, out);
        return out.toString();
    }
}
