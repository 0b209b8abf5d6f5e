package io.tradewatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file of settings and its page say, against the table of settings. */
class ConfigurationDocumentTest {
    private static final Path FILE = Path.of("..", "config", "tradewatch.yaml");
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void shouldShipAFileThatIsLegal() {
        assertThat(new ConfigurationReader(Path.of(".."), Map.of()).read().kafka())
                .containsOnlyKeys("bootstrap.servers");
    }

    @Test
    void shouldNameEverySettingInTheFileWithItsDefault(@TempDir Path folder) throws IOException {
        List<String> uncommented = Files.readAllLines(FILE).stream()
                .map(ConfigurationDocumentTest::uncommented)
                .toList();
        Path file = Files.write(folder.resolve("all.yaml"), uncommented);

        Configuration written =
                new ConfigurationReader(folder, Map.of()).file(file).read();
        Configuration defaults = new ConfigurationReader(folder, Map.of()).read();

        for (Key<?> key : Keys.ALL) {
            assertThat(written.originOf(key.name())).as(key.name()).contains("all.yaml:");
            if (!key.section().equals("topics")) {
                assertThat(written.<Object>get(anyTyped(key))).as(key.name()).isEqualTo(defaults.get(anyTyped(key)));
            }
        }
        assertThat(written.topics()).isEqualTo(defaults.topics());
    }

    @Test
    void shouldDescribeEverySettingOnThePageAsTheTableDoes() throws IOException {
        String expected =
                Keys.ALL.stream().map(ConfigurationDocumentTest::section).collect(Collectors.joining("\n"));

        String page = Files.readString(PAGE);
        int begin = page.indexOf("### `");
        int end = page.indexOf("\n## ", begin);

        assertThat(page.substring(begin, end).strip())
                .as("the settings in docs/configuration.md; replace them by what is expected here")
                .isEqualTo(expected.strip());
    }

    private static String section(Key<?> key) {
        return "### `" + key.name() + "`\n\n"
                + key.doc() + "\n\n"
                + "- Legal: " + key.legal() + ".\n"
                + (key.defaultValue().isEmpty() ? "" : "- Default: `" + key.defaultValue() + "`.\n")
                + "- Variable: `" + key.variable() + "`.\n";
    }

    /** Takes off the hash in front of a setting; client properties stay examples. */
    private static String uncommented(String line) {
        boolean isSetting = Keys.ALL.stream()
                .map(key -> key.name().substring(key.name().indexOf('.') + 1))
                .anyMatch(name -> line.strip().startsWith("#" + name + ":"));
        return isSetting ? line.replaceFirst("#", "") : line;
    }

    @SuppressWarnings("unchecked") // The value is only compared.
    private static Key<Object> anyTyped(Key<?> key) {
        return (Key<Object>) key;
    }
}
