package io.tradewatch.ruleset.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.ExpectedCoverage;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.LintFolder;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.files.Place;
import io.tradewatch.ruleset.files.ProvisionMatch;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How measures are compared with the counted lists. */
final class CoverageTest {
    private static final LocalDate DAY = LocalDate.of(2018, 1, 1);

    private final LintFolder folder;

    CoverageTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Art. 3k(1), Annex XXIII  | Art. 3k(1), Annex XXIII               | true
            Art. 3k(1), Annex XXIII  | Art. 3k(1) and (3), Annex XXIII no 4  | true
            Art. 3k(1), Annex XXIII  | Annex XXIII with Art. 3k(1)           | true
            Art. 3k(1), Annex XXIII  | Art. 3k(1a), Annex XXIII              | false
            Art. 3k(1), Annex XXIII  | Art. 3k(1), Annex XXIIID              | false
            Art. 3k(1), Annex XXIII  | Art. 13k(1), Annex XXIII              | false
            Art. 3k, Annex XXIII     | Art. 3k(1), Annex XXIII               | true
            Annex VII Part B         | Art. 2a(1), Annex VII part B          | true
            s. 3.08; Schedule 6 Part 1 | s. 3.08; Schedule 6 Part 1, item 9  | true
            s. 3.08; Schedule 6 Part 1 | s. 3.08; Schedule 6 Part 12         | false
            Tier 3.A                 | Tier 3.A                              | true
            Tier 3.A                 | Tier 3xA                              | false
            nothing of this          | otherwise                             | true
            """)
    void shouldRecogniseTheMeasuresOfAList(String list, String provision, boolean isOfTheList) {
        WrittenMeasure written = folder.with("para. 7", "\"" + provision + "\"")
                .check()
                .measures()
                .get(0);

        assertThat(ProvisionMatch.of(list(list, Flow.EXPORT, List.of())).matches(written.measure()))
                .isEqualTo(isOfTheList);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the same codes in two measures are one line each   | "87", "8903"    | "8903", "87" | EXPORT | 2
            a part of a code is another line than the code     | "87", "8903"    | "ex 8903"    | EXPORT | 3
            measures of the other direction are another list   | "87", "8903"    | "72"         | IMPORT | 2
            """)
    void shouldCountLines(String why, String first, String second, Flow flowOfSecond, int lines) {
        add("A", first, "");
        add("B", second, "flow: " + flowOfSecond);

        assertThat(shipped(null).lines()).as(why).isEqualTo(lines);
    }

    @Test
    void shouldCountTheHighestRevisionThatIsInForceOnTheDayOfTheList() {
        add("A", "\"87\"", "effectiveTo: 2018-01-01");
        add("B", "\"72\"", "effectiveFrom: 2018-01-02");
        add("C", "\"73\"", "status: REVOKED");
        add("D", "\"74\", \"75\"", "");
        add("D", "\"74\"", "revision: 2");

        assertThat(shipped(null).lines()).isOne();
        assertThat(shipped(LocalDate.of(2018, 1, 2)).lines()).isEqualTo(2);
        assertThat(shipped(LocalDate.of(2017, 12, 31)).lines()).isEqualTo(2);
    }

    /** The lines of a list in HS2017, the codes of one measure of it, and what of the list is here, in part, absent, beyond. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            lines           | measure                   | edition | in part         | absent | beyond
            87, 8903        | 87, 8903                  | HS2017  |                 |        |
            87, 8903        | 87, 72                    | HS2017  |                 | 8903   | 72
            8703            | 87                        | HS2017  |                 |        |
            8703            | ex 8703                   | HS2017  | 8703            |        |
            ex 8703         | 8703                      | HS2017  |                 |        |
            ex 8703         | ex 870323                 | HS2017  |                 |        |
            ex 87           | 870340                    | HS2017  |                 |        |
            8703            | 870323, 870340            | HS2017  |                 |        |
            8703            | 870323                    | HS2017  | 8703            |        |
            8703            | 870323, ex 870340         | HS2017  | 8703            |        |
            87032319        | 870323                    | HS2017  |                 |        |
            870323          | 87032319                  | HS2017  | 870323          |        |
            870340          | 870323                    | HS2012  |                 |        |
            880211          | 880610                    | HS2022  |                 |        |
            880610          | 880211                    | HS2017  |                 |        |
            8703            | 87, 870323, 8704          | HS2017  |                 |        | 8704
            7201, ex 7201   | ex 7201                   | HS2017  | 7201            |        |
            """)
    void shouldFindTheLinesOfAListInOtherWordsToo(
            String lines, String codes, HsEdition edition, String inPart, String absent, String beyond) {
        add("A", "\"" + codes.replace(", ", "\", \"") + "\"", "hsEdition: " + edition + "\n    tariff: CN");

        ListCoverage found = coverage(list("para. 7", Flow.EXPORT, prefixes(lines)), null)
                .lists()
                .get(0);

        assertThat(found.inPart()).isEqualTo(prefixes(inPart));
        assertThat(found.absent()).isEqualTo(prefixes(absent));
        assertThat(found.beyond()).isEqualTo(prefixes(beyond));
        assertThat(found.missing())
                .isEqualTo(found.inPart().size() + found.absent().size());
        assertThat(found.here()).isEqualTo(prefixes(lines).size() - found.missing());
    }

    private static List<CommodityPrefix> prefixes(@Nullable String codes) {
        return codes == null
                ? List.of()
                : Stream.of(codes.split(", ", -1)).map(CommodityPrefix::parse).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            lines      | expressible | shipped | without a reason
            87, 72, 73 | 0           | 0       | 2
            87, 72, 73 | 0           | 2       | 0
            87, 72, 73 | 1           | 1       | 0
            87, 72, 73 | 1           | 0       | 1
            87         | 0           | 0       | 0
            87         | 0           | 1       | -1
            87         | 1           | 0       | -1
            """)
    void shouldSayWhetherThereIsAReasonForWhatIsMissing(
            String lines, int notExpressible, int notShipped, int unexplained) {
        add("A", "\"87\"", "");
        ExpectedList list = new ExpectedList(
                Place.whole(Path.of("coverage.yaml")),
                "S/RES/2397 (2017)",
                "para. 7",
                List.of(),
                Flow.EXPORT,
                HsEdition.HS2017,
                prefixes(lines),
                DAY,
                "the resolution",
                List.of(new ExpectedList.Shortfall(notExpressible, null, "in words")),
                List.of(new ExpectedList.Shortfall(notShipped, null, "later")),
                null);

        assertThat(coverage(list, null).lists().get(0).unexplained()).isEqualTo(unexplained);
    }

    @Test
    void shouldCountWhatWasRead() {
        String unverified = "citationStatus: UNVERIFIED\n    citationNote: a note";
        add("A", "\"84\"", "textAsOf: \"2018-01-01\"");
        add("B", "\"85\"", "contentRead: true\n    provisionRead: false\n    " + unverified);
        add("C", "\"86\"", "contentRead: false\n    provisionRead: true\n    " + unverified);
        add("D", "\"87\"", "contentRead: false\n    provisionRead: false\n    " + unverified);
        add("E", "\"88\"", unverified);

        assertThat(shipped(null)).isEqualTo(new MeasureCounts(5, 5, 1, 1, 1, 1, 1, null));
    }

    @Test
    void shouldBeTrueToTheOldestTextThatWasRead() {
        add("A", "\"84\"", "textAsOf: \"2018-01-01\"");
        add("B", "\"85\"", "textAsOf: \"2018-02-01\"");

        assertThat(shipped(null).textAsOf()).isEqualTo(LocalDate.of(2018, 1, 1));
    }

    @Test
    void shouldNameMeasuresOfNoListByTheirInstrument() {
        add("A", "\"84\"", "provision: para. 8");

        assertThat(coverage(list("para. 7", Flow.EXPORT, List.of()), null).others())
                .containsExactly(
                        new Coverage.OtherCoverage("S/RES/2397 (2017)", new MeasureCounts(1, 1, 1, 0, 0, 0, 0, null)));
    }

    private MeasureCounts shipped(@Nullable LocalDate asOf) {
        return coverage(list("para. 7", Flow.EXPORT, List.of()), asOf)
                .lists()
                .get(0)
                .shipped();
    }

    private Coverage coverage(ExpectedList list, @Nullable LocalDate asOf) {
        return Coverage.of(folder.check(), new ExpectedCoverage(List.of(list), List.of()), asOf);
    }

    private static ExpectedList list(String provision, Flow flow, List<CommodityPrefix> codes) {
        return new ExpectedList(
                Place.whole(Path.of("coverage.yaml")),
                "S/RES/2397 (2017)",
                provision,
                List.of("otherwise"),
                flow,
                HsEdition.HS2017,
                codes,
                DAY,
                "the resolution",
                List.of(),
                List.of(),
                null);
    }

    private void add(String id, String codes, String keys) {
        String text = LintFolder.FILE.replace("UN-KP-2397-7-VEHICLES", id).replace("\"87\", \"8903\"", codes);
        for (String key : Stream.of(keys.split("\n", -1)).map(String::strip).toList()) {
            text = text.replaceAll("(?m)^    " + key.split(":", 2)[0] + ":.*\n", "");
        }
        text += keys.isEmpty() ? "" : "    " + keys + "\n";
        folder.write("measures/" + id + keys.replaceAll("[^a-zA-Z0-9]", "") + ".yaml", text);
        folder.delete("measures/measures.yaml");
    }
}
