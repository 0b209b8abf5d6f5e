package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("slow")
class TradewatchTest {
    @Test
    void shouldAnswerHelpAndVersionEverywhereWithin80Columns() {
        for (CommandLine command : all(Tradewatch.commandLine(Map.of()))) {
            List<String> words = new ArrayList<>(
                    List.of(command.getCommandSpec().qualifiedName(" ").split(" ")));
            words.remove(0);

            Run help = Run.of(with(words, "--help"));
            Run version = Run.of(with(words, "--version"));

            assertThat(help.exitCode()).as(words + " --help").isZero();
            assertThat(help.out()).contains("Usage: tradewatch");
            assertThat(help.out().lines()).as(words + " --help").allMatch(line -> line.length() <= 80);
            assertThat(version.exitCode()).as(words + " --version").isZero();
            assertThat(version.out()).startsWith("tradewatch ");
        }
    }

    @Test
    void shouldAskWhichCommandIsMeantWhenNoneIsNamed() {
        Run run = Run.of("topics");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Which one? create, check.");
    }

    @Test
    void shouldSuggestWhatWasMeantByAMistypedOption() {
        Run run = Run.of("topics", "check", "--jsn");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--jsn").contains("--json");
    }

    @Test
    void shouldSayOfEveryOptionThatTakesADayHowADayIsWritten() {
        for (List<String> command : List.of(
                List.of("measures", "list", "--date"),
                List.of("measures", "list", "--as-of"),
                List.of("measures", "lint", "--as-of"),
                List.of("measures", "coverage", "--as-of"))) {
            Run run = Run.of(
                    Stream.concat(command.stream(), Stream.of("31/12/2023")).toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().replaceAll("\\s+", " "))
                    .contains("'31/12/2023' is not a day; expected one like 2018-01-01")
                    .doesNotContain("java.");
        }
    }

    @Test
    void shouldSayInOneSentenceThatNoBrokerAnswersAndHowToNameOne() {
        Run run = Run.of("topics", "check", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: no Kafka broker answers at 127.0.0.1:1")
                .contains("--bootstrap-server")
                .doesNotContain("\tat ", "Exception");
        assertThat(run.err().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldShowTheStackTraceOnDemand() {
        assertThat(Run.of("topics", "check", "--bootstrap-server", "nowhere.invalid:1", "--stacktrace")
                        .err())
                .contains("\tat ");
    }

    @Test
    void shouldNameEveryWrongSettingAndExitAsForWrongUsage(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "screening:\n  threads: 0\n  look-bakc: 3d\n");

        Run run = Run.of("topics", "check", "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("threads is '0'").contains("look-bakc").contains("docs/configuration.md");
    }

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> commands = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(command -> commands.addAll(all(command)));
        return commands;
    }

    private static String[] with(List<String> words, String last) {
        List<String> all = new ArrayList<>(words);
        all.add(last);
        return all.toArray(String[]::new);
    }
}
