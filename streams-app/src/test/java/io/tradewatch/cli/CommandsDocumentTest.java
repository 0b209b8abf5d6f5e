package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the pages say of the commands, against the commands. */
class CommandsDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void shouldNameEveryCommandAndEveryOption() throws IOException {
        String pages =
                Files.readString(DOCS.resolve("commands.md")) + Files.readString(DOCS.resolve("measures-commands.md"));

        List<String> missing = new ArrayList<>();
        for (CommandLine command : all(Tradewatch.commandLine(Map.of()))) {
            String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("^tradewatch ?", "");
            if (!pages.contains(name)) {
                missing.add(name);
            }
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!pages.contains(option.longestName())) {
                    missing.add(name + " " + option.longestName());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> commands = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(command -> commands.addAll(all(command)));
        return commands;
    }
}
