package io.tradewatch.cli.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for measures that need no cluster. */
final class MeasuresTest {
    private static final String FILE = """
            instrument: { authority: UN, programme: UN-DPRK, title: "S/RES/2397 (2017)", hsEdition: HS2017 }
            measures:
              - id: UN-KP-2397-7-VEHICLES
                revision: 1
                recordedAt: 2017-12-22T00:00:00Z
                provision: para. 7
                citationStatus: VERIFIED
                summary: Vehicles to the DPRK
                action: PROHIBIT
                flow: EXPORT
                targets: ["KP"]
                commodities: ["87"]
                effectiveFrom: 2017-12-22
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("measures.yaml"), FILE);
    }

    @Test
    void shouldLintSoundFiles() throws IOException {
        Files.writeString(file, FILE + "    textAsOf: 2026-11-28\n");

        Run run = Run.of("measures", "lint", folder.toString(), "--reference", "../config/reference");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("0 errors, 0 warnings in 1 revision of measures and 5 reference tables.\n");
    }

    @Test
    void shouldSayWhereAnErrorIsAndHowToFixIt() throws IOException {
        Files.writeString(file, FILE.replace("\"KP\"", "NO"));

        Run run = Run.of("measures", "lint", folder.toString(), "--reference", "../config/reference");

        assertThat(run.exitCode()).isOne();
        assertThat(run.out())
                .isEqualTo(file + ":11:15: error\n"
                        + "    NO is not quoted, and YAML reads it as true or false\n"
                        + "    fix: write \"NO\"\n"
                        + "1 error, 0 warnings in 1 revision of measures and 5 reference tables.\n");
    }

    @Test
    void shouldTellAProgramWhatIsWrong() throws IOException {
        Files.writeString(file, FILE.replace("\"KP\"", "NO"));

        Run run = Run.of("measures", "lint", "--json", folder.toString(), "--reference", "../config/reference");

        assertThat(run.exitCode()).isOne();
        assertThat(run.out())
                .startsWith(
                        "{\"ok\":false,\"errors\":1,\"warnings\":0,\"revisions\":1,\"problems\":[{\"severity\":\"ERROR\",")
                .contains("\"line\":11,\"column\":15,");
    }

    @Test
    void shouldFailOfWarningsOnlyWhenStrict() throws IOException {
        Files.writeString(file, FILE.replace("effectiveFrom", "textAsOf: \"2020-01-15\"\n    effectiveFrom"));
        String[] lint = {"measures", "lint", folder.toString(), "--reference=../config/reference", "--as-of=2021-07-16"
        };

        assertThat(Run.of(with(lint, "--json")).exitCode()).isZero();
        assertThat(Run.of(with(lint, "--json")).out())
                .contains("\"warnings\":1")
                .contains("as of 2020-01-15");
        assertThat(Run.of(with(lint, "--strict")).exitCode()).isOne();
        assertThat(Run.of(with(lint, "--strict", "--older-than=19")).exitCode()).isZero();
        assertThat(Run.of(with(lint, "--older-than=-1")).exitCode()).isEqualTo(2);
    }

    private static String[] with(String[] command, String... options) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void shouldListWhatIsInForce() {
        Run run = Run.of(
                "measures",
                "list",
                folder.toString(),
                "--reference=../config/reference",
                "--country=KP",
                "--code=8703.40",
                "--date=2024-02-18");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                        MEASURE                              ACTION   FLOW   SINCE      UNTIL      WITH
                        UN-KP-2397-7-VEHICLES                PROHIBIT EXPORT 2017-12-22            KP
                          S/RES/2397 (2017) para. 7: Vehicles to the DPRK
                          Goods (HS2017): 87
                          Citation: content and provision read; day of the text not stated

                        1 measure is in force on 2024-02-18 for what was asked, of 1 revisions on record.
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "citationStatus: VERIFIED                  | content and provision read",
                "citationStatus: UNVERIFIED                | not fully verified",
                "contentRead: true, provisionRead: true    | content and provision read",
                "contentRead: true, provisionRead: false   | content read, provision not",
                "contentRead: false, provisionRead: true   | provision read, content not",
                "contentRead: false, provisionRead: false  | neither content nor provision read",
                "citationStatus: UNVERIFIED, contentRead: false   | content not read",
                "citationStatus: UNVERIFIED, provisionRead: false | provision not read",
                "contentRead: true, provisionRead: false, textAsOf: 2025-10-24"
                        + " | content read, provision not; true to 2025-10-24"
            })
    void shouldListWhatWasReadOfEachCitation(String keys, String said) throws IOException {
        Files.writeString(file, FILE.replace("citationStatus: VERIFIED", keys.replace(", ", "\n    ")));

        Run run = Run.of("measures", "list", folder.toString(), "--reference=../config/reference");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .contains("  Citation: " + (said.contains("true to") ? said : said + "; day of the text not stated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999", "999999", "870399", "*"})
    void shouldNotAnswerThatGoodsAreFreeIfTheirCodeDoesNotExist(String code) {
        Run run = Run.of("measures", "list", folder.toString(), "--reference=../config/reference", "--code=" + code);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldListWhatWasReadToAProgram() throws IOException {
        Files.writeString(
                file,
                FILE.replace(
                        "citationStatus: VERIFIED",
                        "contentRead: false\n    provisionRead: true\n    textAsOf: 2025-10-24"));

        Run run = Run.of("measures", "list", "--json", folder.toString(), "--reference=../config/reference");

        assertThat(run.out())
                .contains("\"citationStatus\":\"UNVERIFIED\"")
                .endsWith("\"contentRead\":false,\"provisionRead\":true,\"textAsOf\":\"2025-10-24\"}\n");
    }

    @Test
    void shouldListMeasuresToAProgramInTheExchangeFormat() {
        Run run = Run.of("measures", "list", "--json", folder.toString(), "--reference=../config/reference");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("{\"measureId\":\"UN-KP-2397-7-VEHICLES\",\"revision\":1,")
                .contains("\"effectiveFrom\":\"2017-12-22\"")
                .endsWith("}\n")
                .hasLineCount(1);
    }

    @Test
    void shouldListNothingFromFilesWithErrors() throws IOException {
        Files.writeString(file, FILE.replace("\"KP\"", "\"KX\""));

        Run run = Run.of("measures", "list", folder.toString(), "--reference=../config/reference");

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("measures.yaml:11:15: 'KX' is neither").contains("measures lint");
    }

    @Test
    void shouldRefuseToListForAnUnknownCountry() {
        Run run = Run.of("measures", "list", folder.toString(), "--reference=../config/reference", "--country=XX");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'XX' is not a known country");
    }

    @Test
    void shouldSayThatAFolderDoesNotExist() {
        Run run = Run.of("measures", "lint", folder.resolve("none").toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).contains("does not exist").contains("name the folder that holds the measure files");
    }
}
