package io.tradewatch.ruleset.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.ruleset.files.LintFolder;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the review of a folder finds: law that was lost or outlived. */
final class ReviewTest {
    private static final LocalDate TODAY = LocalDate.of(2018, 6, 1);

    private final LintFolder folder;

    ReviewTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    /**
     * Measures of one instrument, one a line as {@code id@revision, from, to, codes, further keys}, and what is found.
     *
     * @param what the case, in words
     * @param measures the measures
     * @param found the warnings, from the measure's id on, without their fix
     */
    private record Case(String what, List<String> measures, List<String> found) {
        static Case of(String what, List<String> measures, String... found) {
            return new Case(what, measures, List.of(found));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of("law without an end", List.of("A@1 | 2017-12-22 | | 87")),
                Case.of(
                        "an end, and nothing after it",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87, 8903", "B@1 | 2017-12-22 | | 72"),
                        ended("2018-03-01", "A (87, 8903)")),
                Case.of(
                        "an end, and a successor with fewer goods",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87, 8903", "B@1 | 2018-03-01 | | 870323"),
                        ended("2018-03-01", "A (870340, 8903)")),
                Case.of(
                        "several ends on one day",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87",
                                "B@1 | 2017-12-22 | 2018-03-01 | 86",
                                "C@1 | 2017-12-22 | 2018-03-01 | 85",
                                "D@1 | 2017-12-22 | 2018-03-01 | 84",
                                "E@1 | 2017-12-22 | | 72"),
                        ended("2018-03-01", "A (87), B (86), C (85) and 1 more")),
                Case.of(
                        "an end, and a successor",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87, 8903", "B@1 | 2018-03-01 | | 87, 89")),
                Case.of(
                        "an end, and a successor that comes too late",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2018-03-02 | | 87"),
                        ended("2018-03-01", "A (87)")),
                Case.of(
                        "an end, and a successor in the other direction",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2018-03-01 | | 87 | flow: IMPORT"),
                        ended("2018-03-01", "A (87)")),
                Case.of(
                        "an end, and a successor towards another country",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2018-03-01 | | 87 | targets: [\"NO\"]"),
                        ended("2018-03-01", "A (87)")),
                Case.of(
                        "an end, and a successor in another edition",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 880211",
                                "B@1 | 2018-03-01 | | 880211, 880610 | hsEdition: HS2022")),
                Case.of(
                        "an end, and a successor with one of two codes of another edition",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 880211",
                                "B@1 | 2018-03-01 | | 880610 | hsEdition: HS2022"),
                        ended("2018-03-01", "A (parts of 880211)")),
                Case.of(
                        "an end that the note explains",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87 | citationNote: Lifted by S/RES/1",
                                "B@1 | 2017-12-22 | | 72")),
                Case.of(
                        "an end that is still to come",
                        List.of("A@1 | 2017-12-22 | 2019-03-01 | 87", "B@1 | 2017-12-22 | | 72"),
                        ended("2019-03-01", "A (87)")),
                Case.of(
                        "an instrument of which nothing is law any more",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2017-12-22 | 2018-04-01 | 72"),
                        over("A on 2018-03-01 (87), B on 2018-04-01 (72)")),
                Case.of(
                        "a lone end that the note explains",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87 | citationNote: Expired")),
                Case.of(
                        "a lone end of which the note speaks",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87 | citationNote: The end is in S/RES/1")),
                Case.of(
                        "an end of which the note speaks, of an instrument that goes on",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87 | citationNote: The end is in S/RES/1",
                                "B@1 | 2017-12-22 | | 72"),
                        ended("2018-03-01", "A (87)")),
                Case.of(
                        "an end that a higher revision took away",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87",
                                "A@2 | 2017-12-22 | | 87",
                                "B@1 | 2017-12-22 | | 72")),
                Case.of(
                        "a measure that never was law",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87 | status: REVOKED", "B@1 | 2017-12-22 | | 72")),
                Case.of(
                        "a revision with fewer codes",
                        List.of("A@1 | 2017-12-22 | | 87, 8903, ex 72", "A@2 | 2017-12-22 | | 87"),
                        "revision 2 of A leaves out 8903, ex 72, and no other measure restricts them on 2017-12-22"),
                Case.of(
                        "a revision whose codes went to another measure",
                        List.of(
                                "A@1 | 2017-12-22 | | 87, 8903",
                                "A@2 | 2017-12-22 | | 87",
                                "B@1 | 2017-12-22 | | 8903")),
                Case.of(
                        "a revision with the same codes in another edition",
                        List.of(
                                "A@1 | 2017-12-22 | | 880211",
                                "A@2 | 2017-12-22 | | 880211, 880610 | hsEdition: HS2022")),
                Case.of(
                        "a part of a code, of which no one says which part",
                        List.of("A@1 | 2017-12-22 | | 87, ex 8903, ex 72"),
                        "measures of S/RES/2397 (2017) cover only a part of some codes, and nothing says which part: A (ex 8903,"
                                + " ex 72)"),
                Case.of("parts alone, which the summary names", List.of("A@1 | 2017-12-22 | | ex 8903, ex 72")),
                Case.of(
                        "a part that an exception explains",
                        List.of("A@1 | 2017-12-22 | | 87, ex 8903 | exceptions: [\"Of 8903, rowing boats.\"]")),
                Case.of(
                        "a part that a condition explains",
                        List.of("A@1 | 2017-12-22 | | 87, ex 890310 | condition: 8903 10 over 10 m only")),
                Case.of(
                        "parts that a note explains together",
                        List.of("A@1 | 2017-12-22 | | 87, ex 8903, ex 72 | citationNote: only of silver, hence ex")),
                Case.of(
                        "a note about something else",
                        List.of("A@1 | 2017-12-22 | | 87, ex 8903, ex 72 | citationNote: 8903 only over 10 m"),
                        "measures of S/RES/2397 (2017) cover only a part of some codes, and nothing says which part: A"
                                + " (ex 72)"),
                Case.of(
                        "parts in several measures, of which no one says which part",
                        List.of("A@1 | 2017-12-22 | | 87, ex 8903", "B@1 | 2017-12-22 | | 73, ex 72"),
                        "measures of S/RES/2397 (2017) cover only a part of some codes, and nothing says which part: A"
                                + " (ex 8903), B (ex 72)"),
                Case.of(
                        "a heading that the edition does not have",
                        List.of("A@1 | 2017-12-22 | | 8806, 8703"),
                        "A names 8806, which HS2017 does not have, so it matches nothing there"),
                Case.of(
                        "a threshold in a currency with a rate",
                        List.of("A@1 | 2017-12-22 | | 87 | unitValueOver: { amount: 1, currency: EUR }")),
                Case.of(
                        "a threshold older than the first rate",
                        List.of("A@1 | 2017-12-21 | | 87 | unitValueOver: { amount: 1, currency: EUR }"),
                        "the threshold of A is in EUR since 2017-12-21, and exchange-rates.csv has no rate of EUR"
                                + " before 2017-12-22"),
                Case.of(
                        "a threshold in a currency without any rate",
                        List.of("A@1 | 2017-12-22 | | 87 | unitValueOver: { amount: 1, currency: JPY }"),
                        "the threshold of A is in JPY since 2017-12-22, and exchange-rates.csv has no rate of JPY at"
                                + " all"),
                Case.of("a text that is not old", List.of("A@1 | 2017-12-22 | | 87 | textAsOf: \"2017-12-22\"")));
    }

    /** Law that shrinks, and beside each case its harmless twin. */
    static Stream<Case> shrinking() {
        String law = "A@1 | 2017-12-22 | | ";
        String next = "A@2 | 2017-12-22 | | ";
        return Stream.of(
                Case.of("a heading to a subheading", List.of(law + "8703", next + "870323"), left("870340")),
                Case.of("a heading to all its subheadings", List.of(law + "8703", next + "870323, 870340")),
                Case.of("a chapter to a subheading", List.of(law + "87", next + "870323"), left("870340")),
                Case.of("a subheading to its chapter", List.of(law + "870323", next + "87")),
                Case.of("all goods to a heading", List.of(law + "*", next + "8703"), left("88, 89")),
                Case.of(
                        "a subheading to a part of it",
                        List.of(law + "870323", next + "ex 870323"),
                        left("parts of 870323")),
                Case.of("a part to the whole", List.of(law + "ex 870323", next + "870323")),
                Case.of(
                        "a subheading to a part of it, as a correction",
                        List.of(law + "870323", next + "ex 870323 | citationNote: Corrected after the annex")),
                Case.of(
                        "a subheading to longer codes",
                        List.of(law + "870323", next + "87032310 | tariff: CN"),
                        left("parts of 870323")),
                Case.of(
                        "an exemption",
                        List.of(law + "8703", next + "8703 | exceptCommodities: [\"870340\"]"),
                        left("870340")),
                Case.of(
                        "an exemption that another measure makes up for",
                        List.of(
                                law + "8703",
                                next + "8703 | exceptCommodities: [\"87034010\"] | tariff: CN",
                                "B@1 | 2017-12-22 | | 87034010 | tariff: CN")),
                Case.of(
                        "a target less",
                        List.of(law + "87 | targets: [\"KP\", \"NO\"]", next + "87 | targets: [\"KP\"]"),
                        left("87 for NO")),
                Case.of(
                        "a target more",
                        List.of(law + "87 | targets: [\"KP\"]", next + "87 | targets: [\"KP\", \"NO\"]")),
                Case.of(
                        "a target less, which another measure has",
                        List.of(
                                law + "87 | targets: [\"KP\", \"NO\"]",
                                next + "87 | targets: [\"KP\"]",
                                "B@1 | 2017-12-22 | | 87 | targets: [\"NO\"]")),
                Case.of(
                        "a group to one of its members",
                        List.of(law + "87 | targets: [\"EU\"]", next + "87 | targets: [\"DE\"]"),
                        left("87 for GB")),
                Case.of(
                        "a group to its members",
                        List.of(law + "87 | targets: [\"EU\"]", next + "87 | targets: [\"DE\", \"GB\"]")),
                Case.of(
                        "a revision that only monitors",
                        List.of(law + "87", next + "87 | action: MONITOR"),
                        left("87")),
                Case.of(
                        "a revision that asks for a licence",
                        List.of(law + "87", next + "87 | action: REQUIRE_LICENCE")),
                Case.of("a revision that forbids", List.of(law + "87 | action: MONITOR", next + "87")),
                Case.of("a later start", List.of(law + "87", "A@2 | 2018-03-01 | | 87"), left("87")),
                Case.of("an earlier start", List.of("A@1 | 2018-03-01 | | 87", next + "87")),
                Case.of(
                        "a later start, and another measure before it",
                        List.of(law + "87", "A@2 | 2018-03-01 | | 87", "B@1 | 2017-12-22 | 2018-03-01 | 87")),
                Case.of("a revision that never was law", List.of(law + "87", next + "870323 | status: REVOKED")),
                Case.of(
                        "a revision after one that never was law",
                        List.of(law + "87", next + "87 | status: REVOKED", "A@3 | 2017-12-22 | | 870323"),
                        "revision 3 of A leaves out 870340, and no other measure restricts them on 2017-12-22"),
                Case.of(
                        "two revisions of an instrument",
                        List.of(law + "8703", next + "870323", "B@1 | 2017-12-22 | | 89", "B@2 | 2017-12-22 | | ex 89"),
                        "revision 2 of A leaves out 870340; revision 2 of B leaves out parts of 89, and no other measure"
                                + " restricts them on 2017-12-22"),
                Case.of(
                        "an end, and a subheading follows",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 8703", "B@1 | 2018-03-01 | | 870323"),
                        ended("2018-03-01", "A (870340)")),
                Case.of(
                        "an end, and two subheadings follow",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 8703",
                                "B@1 | 2018-03-01 | | 870323",
                                "C@1 | 2018-03-01 | | 870340")),
                Case.of(
                        "an end, and a part follows",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2018-03-01 | | ex 87"),
                        ended("2018-03-01", "A (parts of 87)")),
                Case.of(
                        "the end of a part, and a part follows",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | ex 87", "B@1 | 2018-03-01 | | ex 87")),
                Case.of(
                        "an end, and one of two targets follows",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87 | targets: [\"KP\", \"NO\"]",
                                "B@1 | 2018-03-01 | | 87"),
                        ended("2018-03-01", "A (87 for NO)")),
                Case.of(
                        "an end, and monitoring follows",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87", "B@1 | 2018-03-01 | | 87 | action: MONITOR"),
                        ended("2018-03-01", "A (87)")),
                Case.of(
                        "an end of monitoring, and monitoring follows",
                        List.of(
                                "A@1 | 2017-12-22 | 2018-03-01 | 87 | action: MONITOR",
                                "B@1 | 2018-03-01 | | 87 | action: MONITOR")),
                Case.of(
                        "the end of all that an instrument has",
                        List.of("A@1 | 2017-12-22 | 2018-03-01 | 87"),
                        over("A on 2018-03-01 (87)")));
    }

    private static String left(String codes) {
        return "revision 2 of A leaves out " + codes + ", and no other measure restricts them on 2017-12-22";
    }

    private static String over(String measures) {
        return "nothing of S/RES/2397 (2017) is law any more, nothing restricts its goods instead, and no note says what"
                + " ended it: " + measures;
    }

    private static String ended(String day, String measures) {
        return "on " + day + " measures end of S/RES/2397 (2017), which goes on, and nothing restricts their goods from"
                + " then on: " + measures;
    }

    @ParameterizedTest
    @MethodSource({"cases", "shrinking"})
    void shouldFindWhatWasLost(Case given) {
        given.measures().forEach(this::add);

        assertThat(found(Review.on(TODAY, 18))).containsExactlyInAnyOrderElementsOf(given.found());
    }

    @ParameterizedTest
    @CsvSource({
        "Regulation 2 deleted the annex., 0",
        "Regulation 2 deleted the annex and moved its goods to another., 1",
        "Read in a copy., 1",
    })
    void shouldTakeANoteForAnAnswerUnlessItSaysThatTheGoodsMoved(String note, int found) {
        add("A@1 | 2017-12-22 | 2018-03-01 | 87 | citationNote: \"" + note + "\"");
        add("B@1 | 2017-12-22 | | 72");

        assertThat(found(Review.on(TODAY, 18))).hasSize(found);
    }

    @Test
    void shouldFindATextThatIsOldOnceForAllThatRestsOnIt() {
        add("A@1 | 2017-12-22 | | 87 | textAsOf: \"2017-12-22\"");
        add("B@1 | 2017-12-22 | | 72 | textAsOf: \"2017-12-22\"");
        add("C@1 | 2017-12-22 | | 73 | textAsOf: \"2018-12-22\"");
        add("D@1 | 2017-12-22 | 2018-12-22 | 73 | textAsOf: \"2017-12-22\"");

        assertThat(found(Review.on(LocalDate.of(2019, 6, 22), 18))).isEmpty();
        assertThat(found(Review.on(LocalDate.of(2019, 6, 23), 18)))
                .containsExactly("S/RES/2397 (2017) was read as of 2017-12-22, and A and 1 more measure rest on no"
                        + " newer text");
    }

    @Test
    void shouldFindTextsOfNoDayOnceForEachInstrument() {
        add("A@1 | 2017-12-22 | | 87 | textAsOf:");
        add("B@1 | 2017-12-22 | | 72 | textAsOf:");
        add("C@1 | 2017-12-22 | | 73");
        add("D@1 | 2017-12-22 | 2018-03-01 | 87 | textAsOf:");

        assertThat(found(Review.on(TODAY, 18)))
                .containsExactly("how old the text of S/RES/2397 (2017) is that was read is not known: A and 1 more"
                        + " measure have no textAsOf");
    }

    @Test
    void shouldFindRatesThatAreOldOnceForEachCurrency() {
        add("A@1 | 2017-12-22 | | 87 | unitValueOver: { amount: 1, currency: EUR }");
        add("B@1 | 2017-12-22 | | 72 | unitValueOver: { amount: 1, currency: EUR }");

        assertThat(found(Review.on(LocalDate.of(2019, 6, 23), 18)))
                .containsExactly(
                        "thresholds in EUR, such as that of A, are compared by rates of 2017-12-22 at the newest");
    }

    @Test
    void shouldSayWhereAndHowToAnswer() {
        add("A@1 | 2017-12-22 | 2018-03-01 | 87");
        add("B@1 | 2017-12-22 | | 72");

        assertThat(Review.on(TODAY, 18).of(folder.check()).warnings())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.place().line()).isEqualTo(20);
                    assertThat(warning.fix())
                            .isEqualTo("add the measure that follows, take the end away, or say in citationNote that"
                                    + " it was lifted, and by what");
                });
    }

    @Test
    void shouldSpeakOfErrorsFirst() {
        add("A@1 | 2017-12-22 | 2018-03-01 | 87");
        add("B@1 | 2017-12-22 | | 72 | targets: [\"KX\"]");

        assertThat(Review.on(TODAY, 18).of(folder.check()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("KX"));
    }

    private List<String> found(Review review) {
        MeasureCatalogue files = folder.check();
        assertThat(files.problems()).isEmpty();
        return review.of(files).warnings().stream().map(LintProblem::message).toList();
    }

    /** Writes a measure into a file of its own, with the instrument and the other fields of the sound measure. */
    private void add(String row) {
        List<String> cells = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
        String id = cells.get(0).split("@", 2)[0];
        String text = LintFolder.FILE
                .replace("id: UN-KP-2397-7-VEHICLES", "id: " + id)
                .replace("adopted: 2017-12-22", "adopted: 2017-12-01")
                .replace("revision: 1", "revision: " + cells.get(0).split("@", 2)[1])
                .replace("provision: para. 7", "provision: para. 7 " + id)
                .replace("effectiveFrom: 2017-12-22", "effectiveFrom: " + cells.get(1))
                .replace("\"87\", \"8903\"", "\"" + cells.get(3).replace(", ", "\", \"") + "\"");
        text += cells.get(2).isEmpty() ? "" : "    effectiveTo: " + cells.get(2) + "\n";
        text += "    textAsOf: \"2018-12-22\"\n";
        for (String key : cells.subList(4, cells.size())) {
            String name = key.split(":", 2)[0];
            text = text.replaceAll("(?m)^    " + name + ":.*\n", "") + (key.endsWith(":") ? "" : "    " + key + "\n");
        }
        folder.write("measures/" + cells.get(0) + ".yaml", text);
        folder.delete("measures/measures.yaml");
    }
}
