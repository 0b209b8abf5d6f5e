package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.access.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on security, against the table that the program speaks from. */
class SecurityDocumentTest {
    @Test
    void shouldShowTheTableOfRightsLineByLine() throws IOException {
        List<String> shown = Files.readString(Path.of("..", "docs", "security.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(shown)
                .containsExactlyElementsOf(
                        Rights.table().stream().map(SecurityDocumentTest::line).toList());
    }

    private static String line(Rights.Row row) {
        return "| `" + row.command() + "` | " + row.type().replace('-', ' ') + " | `" + row.resource()
                + (row.pattern().equals("prefixed") ? "*" : "") + "` | " + row.operation() + " |";
    }
}
