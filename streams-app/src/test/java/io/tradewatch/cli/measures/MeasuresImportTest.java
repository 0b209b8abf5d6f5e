package io.tradewatch.cli.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that imports a tariff's data. */
final class MeasuresImportTest {
    private static final String UK = "../docs/measures-import/invented-uk-tariff.csv";

    @TempDir
    private Path folder;

    private Run run(String file, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "measures",
                "import",
                file,
                "--output",
                folder.resolve("uk").toString(),
                "--reference",
                "../config/reference"));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    @Test
    void shouldShowWhatWouldChangeAndWriteNothing() {
        Run run = run(UK, "--format", "uk-tariff", "--as-of", "2026-01-01");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                + UK-TARIFF-INVENTED1-277-RU-20220421@1
                    from 2022-04-21, 1 code
                + UK-TARIFF-INVENTED1-277-RU-20220421-UNTIL-20250101@1
                    from 2022-04-21, law until before 2025-01-01, 1 code
                + UK-TARIFF-INVENTED2-476-RU-20220421-CF2C18E0B@1
                    from 2022-04-21, 1 code
                To be written: 3 new, 0 changed, 0 with another end, 0 revoked; 0 unchanged.
                Nothing was written. Add --write.
                """);
        assertThat(run.err()).isEqualTo("""
                data        of 2026-01-01, read as UTF-8
                rows        5, of which 3 are in measures (0 repeat another row)
                other types 103: 1
                groups      1011: 1
                """);
        assertThat(folder.resolve("uk")).doesNotExist();
    }

    @Test
    void shouldWriteOnceAndThenFindNothingNew() {
        assertThat(run(UK, "--format", "uk-tariff", "--as-of", "2026-01-01", "--write")
                        .out())
                .contains("Written: 3 new");

        Run again = run(UK, "--format", "uk-tariff", "--as-of", "2026-01-01", "--write", "--json");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .startsWith("{\"asOf\":\"2026-01-01\",\"charset\":\"UTF-8\",\"changes\":[],\"unchanged\":3,")
                .endsWith("\"written\":true}\n");
        Run lint = Run.of("measures", "lint", folder.resolve("uk").toString(), "--reference", "../config/reference");
        assertThat(lint.exitCode()).isZero();
    }

    @Test
    void shouldScreenWithWhatItWrote() throws IOException {
        run(UK, "--format", "uk-tariff", "--as-of", "2026-01-01", "--write");
        Path transfer = Files.writeString(folder.resolve("transfers.jsonl"), """
                {"transferId":"T1","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"RU",\
                "countryOfDestination":"GB","goodsItems":[{"itemNumber":1,"commodityCode":"2701.12"}]}
                """);

        Run screen = Run.of(
                "screen",
                transfer.toString(),
                "--measures",
                folder.resolve("uk").toString(),
                "--reference",
                "../config/reference");

        assertThat(screen.out())
                .contains("UK-TARIFF-INVENTED1-277-RU-20220421\"", "\"PROHIBITED\"", "\"CERTAIN\"")
                .hasLineCount(1);
    }

    @Test
    void shouldTellARowThatIsLeftOut() throws IOException {
        Path file = Files.writeString(
                folder.resolve("measures-2026-01-01.csv"),
                Files.readString(Path.of(UK)).replace("7108000000", "7108"));

        Run run = run(file.toString(), "--format", "uk-tariff");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains("line 3: UNREADABLE_CODE: goods code '7108' has not ten digits")
                .contains("left out    UNREADABLE_CODE: 1");
    }

    @Test
    void shouldReadTaric() {
        Run run = run("../docs/measures-import/invented-taric.csv", "--format", "taric", "--as-of", "2026-01-01");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("+ EU-TARIC-INVENTED1-22-277-RU-20220421@1")
                .contains("To be written: 2 new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--format atlantis --as-of 2026-01-01 | 'atlantis' is not a known form of data | 2",
                "--format uk-tariff | the day of the data is not known | 2",
                "--format uk-tariff --as-of 9999-01-01 | is in the future | 2",
                "--format uk-tariff --as-of 2026-01-01 --write --dry-run | both --write and --dry-run are given | 2",
                "--format uk-tariff --as-of 2026-01-01 --charset klingon | 'klingon' is not a known character set | 2",
                "--format uk-tariff --as-of 2026-01-01 --types 1 | '1' is not a known measure type | 2",
                "--format uk-tariff --as-of 2026-01-01 --types abc | 'abc' is not a known measure type | 2",
                "--format taric --as-of 2026-01-01 | has no column Goods code | 1",
            })
    void shouldSayWhatIsWrongAndHowToFixIt(String options, String message, int exitCode) {
        Run run = run(UK, options.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err().replaceAll("\\s+", " ")).contains(message).contains("fix: ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldNotAskForAnOptionThatIsGiven() throws IOException {
        String[] lines = Files.readString(Path.of(UK)).split("\n", -1);
        String prohibition = Arrays.stream(lines)
                .filter(line -> line.contains("INVENTED1") && line.contains("277"))
                .findFirst()
                .orElseThrow();
        String second = prohibition.replaceFirst("[0-9]{10}", "2702000000");
        String other = prohibition.replace("INVENTED1", "INVENTED9");
        Path whole = Files.writeString(
                folder.resolve("whole-2026-01-01.csv"),
                lines[0] + "\n" + prohibition + "\n" + second + "\n" + other + "\n");
        Path cut = Files.writeString(folder.resolve("cut-2026-02-01.csv"), lines[0] + "\n" + other + "\n");
        assertThat(run(whole.toString(), "--format", "uk-tariff", "--write").exitCode())
                .isZero();

        Run plan = run(cut.toString(), "--format", "uk-tariff");
        Run refused = run(cut.toString(), "--format", "uk-tariff", "--write");
        Run accepted = run(cut.toString(), "--format", "uk-tariff", "--write", "--accept-endings");

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.err()).contains("warning     the data has no goods any more of regulation INVENTED1.");
        assertThat(refused.exitCode()).isOne();
        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.err())
                .contains("accepted    the data has no goods any more of regulation INVENTED1.")
                .doesNotContain("--accept-endings", "warning");
    }

    @Test
    void shouldRefuseAFileForTheFolder() throws IOException {
        Files.writeString(folder.resolve("uk"), "a file");

        Run run = run(UK, "--format", "uk-tariff", "--as-of", "2026-01-01", "--write");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err())
                .contains("is a file", "fix:   Name a folder with --output.")
                .doesNotContain("java.");
    }

    @Test
    void shouldSayThatAFileDoesNotExist() {
        Run run = run(folder.resolve("nothing.csv").toString(), "--format", "uk-tariff", "--as-of", "2026-01-01");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err().replaceAll("\\s+", "")).contains("nothing.csvdoesnotexist");
    }
}
