package io.tradewatch.cli.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Lines;
import io.tradewatch.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that compares measure files with what the law holds. */
final class MeasuresCoverageTest {
    private static final String PAGE = "../docs/measures-coverage.md";

    private static final String MEASURES = """
            instrument: { authority: UN, programme: UN-DPRK, title: "S/RES/2397 (2017)", hsEdition: HS2017 }
            measures:
              - id: UN-KP-2397-7-VEHICLES
                revision: 1
                recordedAt: 2017-12-22T00:00:00Z
                provision: para. 7
                contentRead: true
                provisionRead: false
                citationNote: The paragraph.
                textAsOf: "2017-12-22"
                summary: Vehicles to the DPRK
                action: PROHIBIT
                flow: EXPORT
                targets: ["KP"]
                commodities: ["86", "87"]
                effectiveFrom: 2017-12-22
            """;

    private static final String COVERAGE = """
            lists:
              - instrument: "S/RES/2397 (2017)"
                provision: "para. 7"
                flow: EXPORT
                hsEdition: HS2017
                codes: ["86", "87", "8703", "ex 89", "93", "72"]
                day: 2017-12-22
                source: "the resolution"
                notExpressible: [{ lines: 1, what: "arms", why: "in words" }]
                notShipped: [{ lines: 2, why: "not written yet" }]
            gaps:
              - { authority: UN, what: "S/RES/1 (1946)", kind: NOT_READ, why: "Old.", noticed: 2026-11-28 }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("measures.yaml"), MEASURES);
        Files.writeString(folder.resolve("coverage.yaml"), COVERAGE);
    }

    private Run coverage(String... options) {
        return Run.of(Stream.concat(
                        Stream.of("measures", "coverage", folder.toString(), "--reference=../config/reference"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void shouldPrintATable() {
        Run run = coverage();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                LIST                                    FLOW    LINES   HERE MISSING TRUE TO
                S/RES/2397 (2017)
                  para. 7                               EXPORT      6      3       3 2017-12-22
                    Measures read: 1 content only.
                    Not expressible: 1 line (arms): in words.
                    Missing: 2 lines: not written yet.
                    Absent: ex 89, 93, 72.

                NOT SCREENED
                  UN, S/RES/1 (1946): not read (2026-11-28).
                    Old.

                A line is one code of a list, with or without ex; MISSING are those that are not
                here, or only in part; lines that are not in force on the day are neither. TRUE
                TO is the newest text that all measures of the list were read in.
                docs/measures-coverage.md explains more.
                """);
    }

    @Test
    void shouldTellLinesThatAreNotInForceYetFromMissingOnes() {
        assertThat(coverage("--as-of=2017-12-21").out())
                .contains("para. 7                               EXPORT      6      0       3 -\n")
                .contains("    Not in force yet on 2017-12-21: 3 lines (86, 87, 8703).\n");
        assertThat(coverage("--as-of=2017-12-21", "--json").out())
                .contains("\"here\":0,")
                .contains("\"absent\":[\"ex 89\",\"93\",\"72\"],\"inPart\":[],"
                        + "\"notYetInForce\":[\"86\",\"87\",\"8703\"],\"noLongerInForce\":[],");
        assertThat(coverage("--as-of=2017-12-21", "--markdown").out())
                .contains("- **As of 2017-12-21**: this page counts the measures in force on that day instead.")
                .contains("| para. 7 | EXPORT | 6 | 2017-12-22 | 0 | 3 | 1 | - |  |\n")
                .contains("Not in force yet on 2017-12-21: 3 lines (86, 87, 8703).");
    }

    @Test
    void shouldTellLinesThatAreNoLongerInForceFromMissingOnes() throws IOException {
        Files.writeString(folder.resolve("measures.yaml"), MEASURES + "    effectiveTo: 2018-06-01\n");

        assertThat(coverage("--as-of=2018-06-01").out())
                .contains("para. 7                               EXPORT      6      0       3 -\n")
                .contains("    Not in force any more on 2018-06-01: 3 lines (86, 87, 8703).\n");
        assertThat(coverage("--as-of=2018-06-01", "--json").out())
                .contains("\"notYetInForce\":[],\"noLongerInForce\":[\"86\",\"87\",\"8703\"],");
    }

    @Test
    void shouldTellAProgram() {
        assertThat(coverage("--json").out())
                .isEqualTo("{\"lists\":[{\"instrument\":\"S/RES/2397 (2017)\",\"provision\":\"para. 7\","
                        + "\"flow\":\"EXPORT\",\"expected\":6,\"here\":3,\"readOf\":\"2017-12-22\",\"source\":\"the resolution\","
                        + "\"notExpressibleLines\":1,\"notShippedLines\":2,\"unexplained\":0,\"shippedOn\":\"2017-12-22\","
                        + "\"measures\":1,\"codes\":2,\"textAsOf\":\"2017-12-22\",\"read\":{\"both\":0,\"content\":1,"
                        + "\"provision\":0,\"neither\":0,\"notSaid\":0},\"absent\":[\"ex 89\",\"93\",\"72\"],\"inPart\":[],\"notYetInForce\":[],\"noLongerInForce\":[],\"beyond\":[],\"notExpressible\":[{\"lines\":1,"
                        + "\"what\":\"arms\",\"why\":\"in words\"}],\"notShipped\":[{\"lines\":2,\"what\":null,"
                        + "\"why\":\"not written yet\"}],\"note\":null}],\"others\":[],\"gaps\":[{\"authority\":\"UN\","
                        + "\"what\":\"S/RES/1 (1946)\",\"kind\":\"NOT_READ\",\"why\":\"Old.\",\"since\":null,"
                        + "\"noticed\":\"2026-11-28\"}]}\n");
    }

    @Test
    void shouldMakeAPage() {
        assertThat(coverage("--markdown").out())
                .contains("| para. 7 | EXPORT | 6 | 2017-12-22 | 3 | 3 | 1 | 2017-12-22 | 1 content only |\n")
                .contains("- **para. 7**, EXPORT. Not expressible: 1 line (arms): in words. Missing: 2"
                        + " lines: not written yet. Absent: ex 89, 93, 72. Read in: the resolution.\n")
                .contains("| UN | S/RES/1 (1946) | - | not read | Old. | 2026-11-28 |\n");
    }

    @Test
    void shouldNotGiveTwoFormsAtOnce() {
        assertThat(coverage("--json", "--markdown").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldSayThatTheFolderHasNoExpectation() throws IOException {
        Files.delete(folder.resolve("coverage.yaml"));

        Run run = coverage();

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("coverage.yaml").contains("does not exist");
    }

    @Test
    void shouldKeepThePageUpToDate() throws IOException {
        Run run = Run.of("measures", "coverage", "../config/measures", "--reference=../config/reference", "--markdown");

        assertThat(Files.readString(Path.of(PAGE)))
                .as("the page is stale: ./tradewatch measures coverage --markdown > docs/measures-coverage.md")
                .isEqualTo(run.out());
    }

    @Test
    void shouldFitATerminal() {
        Run run = Run.of("measures", "coverage", "../config/measures", "--reference=../config/reference");

        assertThat(run.out().lines()).allMatch(line -> line.length() <= Lines.WIDTH);
    }
}
