package io.tradewatch.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code screen --output} writes, for the events of the demo. */
class ScreenOutputTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path EVENTS = CONFIG.resolve("demo/events.jsonl");

    @TempDir
    private Path folder;

    @Test
    void shouldWriteAReportThatSaysWhatWasScreenedFoundAndLeftOut() throws IOException {
        Path input = Files.writeString(folder.resolve("in.jsonl"), Files.readString(EVENTS) + "{broken\n");
        Path output = folder.resolve("report.html");

        Run run = screen(input, output);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(output))
                .contains("<h1>Screening of in.jsonl</h1>")
                .contains("14, of which 1 not screened")
                .contains("<td>in.jsonl:14</td><td>MALFORMED_JSON")
                .contains("UN-KP-2397-7-VEHICLES")
                .contains("<strong>1</strong> <span>not screened</span>")
                .contains("Law that the ruleset does not hold")
                .endsWith("</html>\n");
    }

    @Test
    void shouldWriteTheHashOfTheFile() throws Exception {
        Path input = Files.writeString(folder.resolve("empty.jsonl"), "");
        Path output = folder.resolve("report.html");

        screen(input, output);

        assertThat(Files.readString(output))
                .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void shouldWriteTheSameViolationsInEachForm() throws IOException {
        Path lines = folder.resolve("out.jsonl");
        Path csv = folder.resolve("out.csv");
        Path xlsx = folder.resolve("out.xlsx");

        List.of(lines, csv, xlsx)
                .forEach(output -> assertThat(screen(EVENTS, output).exitCode()).isZero());

        List<String> ids = Files.readAllLines(lines).stream()
                .map(line -> line.replaceFirst("^\\{\"violationId\":\"(\\w+)\".*", "$1"))
                .toList();
        assertThat(ids).isNotEmpty();
        assertThat(Files.readAllLines(csv).stream().skip(1).map(row -> row.substring(row.lastIndexOf(',') + 1)))
                .isEqualTo(ids);
        try (ReadableWorkbook workbook = new ReadableWorkbook(xlsx.toFile())) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows.stream().skip(1).map(row -> row.getCellText(row.getCellCount() - 1)))
                    .isEqualTo(ids);
        }
    }

    @Test
    void shouldRefuseAnotherEndingBeforeItReads() {
        Path output = folder.resolve("out.pdf");

        Run run = screen(folder.resolve("missing.jsonl"), output);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cannot be written as .pdf").contains(".html");
        assertThat(output).doesNotExist();
    }

    private static Run screen(Path input, Path output) {
        return Run.of(
                "screen",
                input.toString(),
                "--reference",
                CONFIG.resolve("reference").toString(),
                "--measures",
                CONFIG.resolve("measures").toString(),
                "--output",
                output.toString());
    }
}
