package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What every command says of a value that its option or parameter cannot have. */
final class OptionValuesTest {
    private static final Set<Class<?>> TEXTS = Set.of(String.class, boolean.class, Boolean.class);

    /** A value of each type that no option of the type can have; of other types than these there are only enumerations. */
    private static final Map<Class<?>, List<String>> WRONG = Map.of(
            LocalDate.class, List.of("31/12/2023", "2023-02-30", "tomorrow"),
            Instant.class, List.of("31/12/2023", "2023-12-31T25:00:00Z", "2023-12-31T10:00:00", "tomorrow"),
            int.class, List.of("many", "1.5", "99999999999", "0x10"),
            Integer.class, List.of("many", "1.5", "99999999999", "0x10"),
            Short.class, List.of("many", "1.5", "40000"),
            Path.class, List.of("no\0name"));

    @Test
    void shouldSayOfEveryWrongValueWhatIsExpectedInWordsOfThisProduct() {
        int tried = 0;
        for (CommandLine command : all(Tradewatch.commandLine(Map.of()))) {
            for (ArgSpec argument : command.getCommandSpec().args()) {
                for (String wrong : wrong(argument)) {
                    String message = refusal(argument, wrong);

                    assertThat(message)
                            .as("%s %s", command.getCommandSpec().qualifiedName(), argument.paramLabel())
                            .contains("'" + wrong + "'")
                            .containsIgnoringCase("expected one")
                            .doesNotContain("java", "Exception", "Text '", "cannot convert", "For input", " an int");
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            screen ..                                     | .. cannot be read (is a directory)
            screen nowhere.jsonl                          | nowhere.jsonl does not exist
            screen FILE --config ..                       | ..: cannot be read (is a directory)
            screen FILE --config nowhere.yaml             | nowhere.yaml: does not exist
            screen FILE --output nowhere/under --measures LAW --reference TABLES | nowhere does not exist)
            measures list --measures nowhere --reference TABLES | nowhere: does not exist
            measures list --measures LAW --reference nowhere | nowhere: is not a folder
            measures import nowhere.csv --format taric --as-of 2026-01-01 --reference TABLES | nowhere.csv does not exist
            transfers publish nowhere.jsonl --dry-run     | nowhere.jsonl does not exist
            measures impact --examples=-1                 | --examples is -1, expected 0 or more
            """)
    void shouldSayOfAFileThatCannotBeUsedWhyInWords(String command, String message) {
        String words = command.replace("FILE", "../benchmarks/screen-request.json")
                .replace("LAW", "../config/measures")
                .replace("TABLES", "../config/reference");

        Run run = Run.of(words.split(" ", -1));

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err().replaceAll("\\s+", " ")).contains(message, "fix: ").doesNotContain("java.", "Exception");
    }

    private static List<String> wrong(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (TEXTS.contains(type)) {
            return List.of();
        }
        assertThat(WRONG.containsKey(type) || type.isEnum())
                .as("%s, of which OptionValues has no converter", type)
                .isTrue();
        return WRONG.getOrDefault(type, List.of("nothing-of-these"));
    }

    /** What is said of a value, by a command that has no other arguments. */
    private static String refusal(ArgSpec argument, String value) {
        CommandLine command = argument.command().commandLine();
        String[] words = argument instanceof OptionSpec option
                ? new String[] {option.longestName() + "=" + value}
                : new String[] {value};
        ParameterException refused = catchThrowableOfType(ParameterException.class, () -> command.parseArgs(words));
        return String.valueOf(refused == null ? null : refused.getMessage());
    }

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> commands = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(command -> commands.addAll(all(command)));
        return commands;
    }
}
