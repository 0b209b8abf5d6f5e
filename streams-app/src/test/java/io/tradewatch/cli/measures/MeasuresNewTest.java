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

/** A new measure file, by the command. */
final class MeasuresNewTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWriteWhatWasGivenInTheFormOfMeasureFiles() throws IOException {
        Path file = folder.resolve("new.yaml");

        Run run = create(
                file.toString(),
                "--id=INVENTED-KP-1",
                "--country=North Korea",
                "--country=408",
                "--country=Iran",
                "--code=8703.24",
                "--code=ex 8711",
                "--instrument=Invented act: 1");

        assertThat(run.err()).contains("next ", "measures lint");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(file)
                .content()
                .contains("id: \"INVENTED-KP-1\"\n", "title: \"Invented act: 1\"\n", "targets: [\"KP\", \"IR\"]\n")
                .contains("commodities: [\"870324\", \"ex 8711\"]\n", "hsEdition: HS2022\n");
    }

    @Test
    void shouldWriteToStdoutWithoutAFile() {
        Run run = create();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("# One legal instrument").contains("\n    targets: []\n");
    }

    @Test
    void shouldNeverOverwriteAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("there.yaml"), "mine");

        Run run = create(file.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.err().replaceAll("\\s+", " ")).contains("exists, and is never overwritten", "fix:");
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --country=Nroth Korea    | 'Nroth Korea' is not a known country; did you mean KP (North Korea)?
            --code=8703.99           | '870399' is in no edition of the Harmonized System
            --code=870               | '870' is not a commodity code prefix
            --id=no id               | --id is 'no id'
            --instrument=            | --instrument is blank
            new.txt                  | new.txt would not be read as a measure file
            """)
    void shouldRefuseWhatLintWouldRefuse(String option, String message) {
        Run run = create(option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().replaceAll("\\s+", " ")).contains(message, "fix: ");
    }

    private static Run create(String... options) {
        List<String> words = new ArrayList<>(List.of("measures", "new", "--reference=../config/reference"));
        words.addAll(Arrays.asList(options));
        return Run.of(words.toArray(String[]::new));
    }
}
