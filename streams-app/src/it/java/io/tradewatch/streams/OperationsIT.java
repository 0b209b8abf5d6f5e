package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.server.Operations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running application as monitoring sees it. */
class OperationsIT {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern SAMPLE = Pattern.compile("^([a-z_0-9]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_0-9]+)` \\|([^|]*)\\|.*");
    private static final Pattern PARTS_OF_A_HISTOGRAM =
            Pattern.compile("(?<=^tradewatch_alert_latency_seconds)_(bucket|count|sum|max)$");

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldTellItsHealthAsItComesAndGoesAndExposeWhatThePageSays() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000)) {
            try (ScreeningApplication application = scene.start(operations)) {
                soon().untilAsserted(() -> assertThat(ready(operations)).contains("tradewatch measures publish"));

                scene.law(ban("BAN-VEHICLES", 1, "87"));
                soon().untilAsserted(() -> assertThat(ready(operations)).isEqualTo("200 {\"status\":\"up\"}"));
                scene.transfer(toNorthKorea("aurus", "870340").build());
                scene.awaitAlerts(1);

                Map<String, Set<String>> exposed = exposed(LiveScene.get(operations, "/metrics"));
                assertThat(ours(exposed)).as("the table of docs/operations.md").isEqualTo(ours(documented()));
                assertThat(exposed.keySet())
                        .as("the metrics of Kafka that the page names")
                        .containsAll(documented().keySet());

                soon().untilAsserted(() -> assertThat(
                                LiveScene.get(operations, "/api/v1/violations?transferId=aurus&status=OPEN"))
                        .startsWith("200")
                        .contains("\"measureId\":\"BAN-VEHICLES\""));
                assertThat(LiveScene.get(operations, "/api/v1/measures?country=KP&date=2024-02-18"))
                        .contains("\"total\":1,", "\"measureId\":\"BAN-VEHICLES\"");
                assertThat(LiveScene.get(operations, "/api/v1/transfers/aurus/trace"))
                        .startsWith("200")
                        .contains(
                                "\"offset\":0,", "\"fate\":\"SCREENED\"", "\"words\":\"EXPORT to KP: DESTINATION KP\"");
                assertThat(LiveScene.get(operations, "/api/v1/transfers/nobody/trace"))
                        .startsWith("404")
                        .contains("no record with the key 'nobody'");

                for (int revision = 1; revision <= 120; revision++) {
                    scene.transfer(toNorthKorea("bicycle", "490199")
                            .setRevision(revision)
                            .build());
                }
                String newest = LiveScene.get(operations, "/api/v1/transfers/bicycle/trace");
                assertThat(newest)
                        .contains("\"complete\":false", "\"transfer\":{\"transferId\":\"bicycle\",\"revision\":120,");
                assertThat(revisions(newest)).hasSize(100).startsWith(21).endsWith(120);
                assertThat(revisions(
                                LiveScene.get(operations, "/api/v1/transfers/bicycle/trace?before=" + from(newest))))
                        .hasSize(20)
                        .startsWith(1)
                        .endsWith(20);
                assertThat(LiveScene.get(operations, "/api/v1/transfers/bicycle/trace?partition=3"))
                        .startsWith("400")
                        .contains("has the partitions 0 to 2");

                scene.cluster().stopRegistry();
                soon().untilAsserted(() ->
                        assertThat(ready(operations)).startsWith("503").contains("the schema registry at"));
                assertThat(LiveScene.get(operations, "/health/live")).isEqualTo("200 {\"status\":\"up\"}");
                scene.cluster().startRegistry();
                soon().untilAsserted(() -> assertThat(ready(operations)).startsWith("200"));
                application.leave();
            }
            assertThat(LiveScene.get(operations, "/health/live")).startsWith("503");
        }
    }

    private static List<Integer> revisions(String trace) {
        return Pattern.compile("\"revision\":(\\d+),\"status\":\"DECLARED\",\"fate\"")
                .matcher(trace)
                .results()
                .map(each -> Integer.valueOf(each.group(1)))
                .toList();
    }

    private static String from(String trace) {
        return trace.replaceFirst("(?s).*?\"from\":(\\d+),.*", "$1");
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private static String ready(Operations operations) {
        return LiveScene.get(operations, "/health/ready");
    }

    /** The labels of each metric, without {@code le}. */
    private static Map<String, Set<String>> exposed(String scraped) {
        Map<String, Set<String>> labels = new TreeMap<>();
        scraped.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            String name = PARTS_OF_A_HISTOGRAM.matcher(sample.group(1)).replaceFirst("");
            Set<String> ofThis = labels.computeIfAbsent(name, unknown -> new TreeSet<>());
            Matcher label = LABEL.matcher(String.valueOf(sample.group(2)));
            while (label.find()) {
                ofThis.add(label.group(1));
            }
            ofThis.remove("le");
        });
        return labels;
    }

    /** Rows like <code>| `tradewatch_live` | (labels) | …</code>. */
    private static Map<String, Set<String>> documented() throws Exception {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String written = row.group(2).strip();
                labels.put(row.group(1), written.isEmpty() ? Set.of() : new TreeSet<>(Set.of(written.split(", "))));
            }
        }
        return labels;
    }

    private static Map<String, Set<String>> ours(Map<String, Set<String>> metrics) {
        Map<String, Set<String>> ours = new TreeMap<>(metrics);
        ours.keySet().removeIf(name -> !name.startsWith("tradewatch_"));
        return ours;
    }
}
