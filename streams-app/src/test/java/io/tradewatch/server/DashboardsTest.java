package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards as files. That their queries find data is for a real Prometheus to say. */
class DashboardsTest {
    private static final Path FOLDER = Path.of("..", "docker", "grafana", "dashboards");
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final List<String> FILES = List.of("screening.json", "streams.json", "measures.json");
    private static final int COLUMNS = 24;

    @Test
    void shouldShowEveryMetricOfThePageSomewhere() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String file : FILES) {
            Matcher metric =
                    Pattern.compile("\\b(tradewatch|kafka)_[a-z_]+").matcher(Files.readString(FOLDER.resolve(file)));
            while (metric.find()) {
                shown.add(metric.group().replaceFirst("_seconds_(bucket|count|max)$", "_seconds"));
            }
        }
        Set<String> described = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `(tradewatch_[a-z_]+)` \\|").matcher(Files.readString(PAGE));
        while (row.find()) {
            described.add(row.group(1));
        }

        assertThat(described).isNotEmpty();
        assertThat(shown).containsAll(described);
    }

    @ParameterizedTest
    @ValueSource(strings = {"screening.json", "streams.json", "measures.json"})
    void shouldHavePanelsThatSayWhatTheyShowAndDoNotOverlap(String file) throws IOException {
        JsonNode dashboard = read(file);
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            String title = panel.get("title").asText();
            assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
            JsonNode place = panel.get("gridPos");
            int right = place.get("x").asInt() + place.get("w").asInt();
            int bottom = place.get("y").asInt() + place.get("h").asInt();
            assertThat(right).as(title).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.get("x").asInt(); x < right; x++) {
                for (int y = place.get("y").asInt(); y < bottom; y++) {
                    assertThat(cells.add(x + " " + y)).as(title + " overlaps").isTrue();
                }
            }
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.get("description").asText()).as(title).isNotBlank();
                assertThat(panel.get("targets")).as(title).isNotEmpty().allSatisfy(target -> {
                    assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(target.get("expr").asText()).contains("job=\"$job\", instance=~\"$instance\"");
                });
            }
        }
    }

    @Test
    void shouldBeFoundByTheirOwnNames() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : FILES) {
            names.add(read(file).get("uid").asText());
        }
        assertThat(names).containsExactly("tradewatch-measures", "tradewatch-screening", "tradewatch-streams");
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    private static JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    }
}
