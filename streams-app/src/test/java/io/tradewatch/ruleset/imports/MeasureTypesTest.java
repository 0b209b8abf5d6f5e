package io.tradewatch.ruleset.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of measure types, and its page. */
final class MeasureTypesTest {
    @Test
    void shouldBeAsTheDocumentSays() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "measures-import.md"));

        for (MeasureType type : MeasureTypes.known().all()) {
            assertThat(page)
                    .as(type.id())
                    .anyMatch(line -> line.startsWith("| " + type.id() + " | "
                            + (type.isChosen() ? "yes" : "no") + " | " + type.flow() + " | " + type.action() + " | "
                            + type.name() + " |"));
        }
    }

    @Test
    void shouldChooseProhibitionsAndControlsOfSanctions() {
        assertThat(MeasureTypes.known().selection(List.of()))
                .contains("277", "278", "475", "476", "711", "717", "718", "728")
                .doesNotContain("410", "710", "750");
    }
}
