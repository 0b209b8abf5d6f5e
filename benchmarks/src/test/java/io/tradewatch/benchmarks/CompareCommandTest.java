package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two runs, figure by figure. */
final class CompareCommandTest {
    private static final int DIFFERENT = 3;
    private static final String RATIO = "screening ÷ copying";

    private final Path before;
    private final Path after;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream terminal = System.out;
    private final PrintStream terminalErrors = System.err;

    CompareCommandTest(@TempDir Path folder) {
        this.before = folder.resolve("before");
        this.after = folder.resolve("after");
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(terminal);
        System.setErr(terminalErrors);
    }

    private static void write(Path folder, String what, Spread spread) throws IOException {
        new ReportWriter(false).write(new Report(new ThroughputBenchmark()).figure(what, "", spread, ""), folder);
    }

    private int compare(String... further) {
        String[] arguments = new String[4 + further.length];
        System.arraycopy(new String[] {"--home", ".", "compare", before.toString()}, 0, arguments, 0, 4);
        System.arraycopy(further, 0, arguments, 4, further.length);
        return new CommandLine(new BenchmarkCommand()).execute(arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindNothingWhereSpreadsMeet() throws IOException {
        write(before, RATIO, Spread.of(0.7, 0.8, 0.9));
        write(after, RATIO, Spread.of(0.9, 1.0, 1.1));

        assertThat(compare(after.toString())).isZero();
        assertThat(said())
                .contains("1 figures of several samples in both: 1 agree, 0 do not")
                .doesNotContain("apart");
    }

    @Test
    void shouldListWhereTheyDoNot() throws IOException {
        write(before, RATIO, Spread.of(0.7, 0.8, 0.9));
        write(after, RATIO, Spread.of(0.95, 1.0, 1.1));

        assertThat(compare(after.toString())).isEqualTo(DIFFERENT);
        assertThat(said())
                .contains("| throughput | " + RATIO + " | 0.80  (0.70 … 0.90) | 1  (0.95 … 1.10) | **apart** |");
    }

    @Test
    void shouldTakeForAlikeWhatLooksAlike() throws IOException {
        write(before, RATIO, Spread.of(0.801, 0.801));
        write(after, RATIO, Spread.of(0.802, 0.802));

        assertThat(compare(after.toString())).isZero();
    }

    @Test
    void shouldListAllWhereAsked() throws IOException {
        write(before, RATIO, Spread.of(0.7, 0.8));
        write(after, RATIO, Spread.of(0.7, 0.8));

        assertThat(compare(after.toString(), "--all")).isZero();
        assertThat(said()).contains("| throughput | " + RATIO + " |");
    }

    @Test
    void shouldNotJudgeByOneSample() throws IOException {
        write(before, RATIO, Spread.of(1));
        write(after, RATIO, Spread.of(100));

        assertThat(compare(after.toString())).isZero();
        assertThat(said()).contains("1 of one sample");
    }

    @Test
    void shouldSayWhatHasNothingInCommon() throws IOException {
        write(before, RATIO, Spread.of(1, 2));
        write(after, "something else", Spread.of(1, 2));

        assertThat(compare(after.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said()).contains("nothing was measured in both folders");
    }

    @Test
    void shouldSayWhichFolderIsNotThere() throws IOException {
        write(before, RATIO, Spread.of(1, 2));

        assertThat(compare(after.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said()).contains("there is no folder " + after);
    }
}
