package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CommodityPrefix;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file of the expected coverage says, and what is wrong with it. */
final class ExpectedCoverageTest {
    private static final String FILE = """
            lists:
              - instrument: "S/RES/2397 (2017)"
                provision: "para. 7, Annex"
                writtenAs: ["paragraph 7"]
                flow: EXPORT
                hsEdition: HS2017
                codes: ["8703", "ex 8903", "72", "73", "74"]
                day: 2018-01-01
                source: "the resolution"
                notExpressible:
                  - { lines: 2, what: "letters (a) and (b)", why: "by weight" }
                  - { what: "letter (c)", why: "in words" }
                notShipped:
                  - { lines: 3, why: "not written yet" }
                note: "A note."
            gaps:
              - authority: UN
                what: "S/RES/1 (1946)"
                kind: NOT_READ
                why: "Old."
                since: 1946-01-25
                noticed: 2026-11-28
            """;

    private final Path measures;
    private final LintFolder folder;

    ExpectedCoverageTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
        this.measures = this.folder.measures();
    }

    @Test
    void shouldReadListsAndGaps() {
        folder.write("measures/coverage.yaml", FILE);

        ExpectedCoverage read = ExpectedCoverage.read(measures, problem -> {
            throw new AssertionError(problem);
        });

        assertThat(read.lists()).singleElement().satisfies(list -> {
            assertThat(list.place().line()).isEqualTo(2);
            assertThat(list.writtenAs()).containsExactly("paragraph 7");
            assertThat(list.codes()).hasSize(5).contains(new CommodityPrefix("8903", true));
            assertThat(list.linesNotExpressible()).isEqualTo(2);
            assertThat(list.linesNotShipped()).isEqualTo(3);
            assertThat(list.notExpressible().get(1)).isEqualTo(new ExpectedList.Shortfall(0, "letter (c)", "in words"));
            assertThat(list.note()).isEqualTo("A note.");
        });
        assertThat(read.gaps())
                .containsExactly(new CoverageGap(
                        "UN",
                        "S/RES/1 (1946)",
                        CoverageGap.Kind.NOT_READ,
                        "Old.",
                        LocalDate.of(1946, 1, 25),
                        LocalDate.of(2026, 11, 28)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "lines: 3",
                        "lines: 4",
                        "coverage.yaml:2:5: error: 6 lines of S/RES/2397 (2017) para. 7, Annex are missing, of 5;"
                                + " correct the reasons, or the codes"),
                Arguments.of(
                        "\"72\"",
                        "72",
                        "coverage.yaml:7:32: error: 72 is not quoted, and YAML reads it as a number; write \"72\""),
                Arguments.of(
                        "\"72\"",
                        "\"725\"",
                        "coverage.yaml:7:32: error: codes has the entry \"725\"; expected: Digits without dots, an even"
                                + " number from 2 to 14; a leading \"ex \" means only part of that code. Always quoted"),
                Arguments.of(
                        "flow: EXPORT",
                        "flow: BOTH",
                        "coverage.yaml:5:11: error: flow is \"BOTH\"; write one of EXPORT, IMPORT"),
                Arguments.of(
                        "    source: \"the resolution\"\n",
                        "",
                        "coverage.yaml:2:5: error: lists has no source; add it: The text in which the lines were"
                                + " read"),
                Arguments.of(
                        "note: \"A note.\"",
                        "remark: \"A note.\"",
                        "coverage.yaml:15:5: error: lists has an unknown key remark; use one of instrument, provision,"
                                + " writtenAs, flow, hsEdition, codes, day, source, notExpressible, notShipped, note"),
                Arguments.of(
                        "1946-01-25",
                        "1946-02-30",
                        "coverage.yaml:21:12: error: since is \"1946-02-30\"; expected: a day such as 2017-12-22"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldSayWhereAMistakeIs(String piece, String replacement, String expected) {
        assertThat(problems(FILE.replace(piece, replacement))).containsExactly(expected);
    }

    @Test
    void shouldRefuseAListThatStandsTwice() {
        String list = FILE.substring(FILE.indexOf("  - instrument"), FILE.indexOf("gaps:"));

        assertThat(problems(FILE.replace("gaps:", list + "gaps:")))
                .containsExactly(
                        "coverage.yaml:16:5: error: S/RES/2397 (2017) para. 7, Annex, EXPORT, stands twice; keep one of"
                                + " the two");
    }

    @Test
    void shouldSayThatTheFileIsMissing() {
        List<LintProblem> problems = new ArrayList<>();

        assertThat(ExpectedCoverage.read(measures, problems::add).lists()).isEmpty();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("does not exist"));
    }

    @Test
    void shouldNotTakeItForAMeasureFileNorPassOverAMeasureFileOfItsName() {
        folder.write("measures/coverage.yaml", FILE);
        assertThat(folder.problems()).isEmpty();

        folder.write("measures/coverage.yaml", LintFolder.FILE);
        assertThat(folder.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("measures/coverage.yaml:") && problem.contains(" error: "));

        folder.delete("measures/coverage.yaml").write("measures/un/coverage.yaml", LintFolder.FILE);
        assertThat(folder.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("stands twice"));
    }

    private List<String> problems(String text) {
        folder.write("measures/coverage.yaml", text);
        List<LintProblem> problems = new ArrayList<>();
        ExpectedCoverage.read(measures, problems::add);
        return problems.stream()
                .map(problem -> problem.toString().replace(measures + "/", ""))
                .toList();
    }
}
