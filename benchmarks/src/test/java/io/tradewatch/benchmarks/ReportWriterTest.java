package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of figures in a document. */
final class ReportWriterTest {
    private static final String DOCUMENT = """
            # Text before

            <!-- throughput -->
            old
            <!-- end of throughput -->

            <!-- replay -->
            | measured | median | least … most | samples | aim |
            | --- | ---: | ---: | ---: | --- |
            | replay ÷ live | 1.20  | 1.10 … 1.30 | 5 | at least 1 |
            <!-- end of replay -->

            <!-- aims -->
            <!-- end of aims -->
            """;

    private final Path document;

    ReportWriterTest(@TempDir Path folder) throws IOException {
        this.document = Files.writeString(folder.resolve("performance.md"), DOCUMENT);
    }

    private static Report report() {
        return new Report(new ThroughputBenchmark())
                .setting("threads", 1)
                .figure("screening ÷ copying", "", Spread.of(0.7, 0.796, 0.8), "at least 0.80")
                .figure("look-up", "ns", Spread.of(41.26), "under 50 ns")
                .figure("screening", "transfers/s", Spread.of(1_234_567), "");
    }

    @Test
    void shouldReplaceTheTableOfABenchmarkAndNothingElse() throws IOException {
        new ReportWriter(false).replaceIn(document, report());

        assertThat(document)
                .content()
                .contains("# Text before")
                .contains("| screening ÷ copying | 0.80  | 0.70 … 0.80 | 3 | at least 0.80 |")
                .contains("| screening | 1,234,567 transfers/s | 1,234,567 … 1,234,567 | 1 |  |")
                .contains("whole form")
                .contains("threads 1")
                .contains("| replay ÷ live | 1.20  |")
                .doesNotContain("old");
    }

    @Test
    void shouldSayWhichPlaceADocumentLacks() throws IOException {
        Files.writeString(document, "<!-- end of throughput -->\n<!-- throughput -->\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> new ReportWriter(false).replaceIn(document, report()))
                .withMessageContaining("<!-- throughput -->")
                .withMessageContaining("<!-- end of throughput -->");
    }

    @Test
    void shouldCollectTheAimsOfAllTables() throws IOException {
        new ReportWriter(false).replaceIn(document, report());

        String aims = AimsTable.markdown(Files.readString(document), List.of("replay", "throughput"));

        assertThat(aims.lines().skip(2))
                .containsExactly(
                        "| replay ÷ live | at least 1 | 1.20  | 1.10 … 1.30 | yes | `benchmarks/run replay` |",
                        "| screening ÷ copying | at least 0.80 | 0.80  | 0.70 … 0.80 | yes | `benchmarks/run throughput` |",
                        "| look-up | under 50 ns | 41.3 ns | 41.3 … 41.3 | yes | `benchmarks/run throughput` |");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.8         | 0.80
                    41.26       | 41.3
                    7           | 7
                    123.4       | 123
                    1234567.8   | 1,234,568
                    -0.5        | -0.50
                    """)
    void shouldShowThreeDigitsThatCount(double value, String words) {
        assertThat(ReportWriter.number(value)).isEqualTo(words);
    }
}
