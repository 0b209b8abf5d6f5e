package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewatch.PrometheusServer;
import io.tradewatch.server.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every dashboard finds data in a Prometheus that scrapes a running application. */
class DashboardsIT {
    private static final Path FOLDER = Path.of("..", "docker", "grafana", "dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path prometheusDirectory;

    /** A query, and where it stands. */
    private record Query(String place, String expression) {}

    @Test
    void shouldFindDataWithEveryQuery() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000);
                PrometheusServer prometheus =
                        PrometheusServer.start(prometheusDirectory, configuration(operations.url()));
                ScreeningApplication application = scene.start(operations)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            scene.awaitApplied(application);
            try (SteadyTraffic traffic = new SteadyTraffic(scene)) {
                traffic.begin();
                // A collection: one of the JVM's metrics is there only after the first.
                System.gc();
                List<Query> queries = queries();
                assertThat(queries).hasSizeGreaterThan(50);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> assertThat(queries)
                                .as("queries without data")
                                .noneMatch(query -> isEmpty(prometheus.query(query.expression()))));
                JsonNode examples = prometheus.exemplars("tradewatch_alert_latency_seconds_bucket");
                assertThat(examples.findValuesAsText("trace_id"))
                        .as("alerts that are examples of a latency, by transfer")
                        .isNotEmpty()
                        .allMatch(transfer -> transfer.matches("t\\d+"));
                for (String variable : variables()) {
                    Matcher labelValues = LABEL_VALUES.matcher(variable);
                    assertThat(labelValues.matches()).as(variable).isTrue();
                    assertThat(prometheus.labelValues(labelValues.group(2), labelValues.group(1)))
                            .as(variable)
                            .isNotEmpty();
                }
            }
        }
    }

    private static String configuration(String target) {
        return """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: tradewatch
                    static_configs:
                      - targets: [%s]
                """.formatted(target.replace("http://", ""));
    }

    /** No series, or only such that say nothing: NaN is what Kafka shows of what did not happen yet. */
    private static boolean isEmpty(JsonNode result) {
        for (JsonNode series : result) {
            if (!series.at("/value/1").asText().equals("NaN")) {
                return false;
            }
        }
        return true;
    }

    private static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            dashboard.get("title").asText() + ": "
                                    + panel.get("title").asText(),
                            substituted(target.get("expr").asText())));
                }
            }
        }
        return queries;
    }

    private static List<String> variables() throws IOException {
        List<String> variables = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                if (variable.get("type").asText().equals("query")) {
                    variables.add(substituted(variable.get("query").asText()));
                }
            }
        }
        return variables;
    }

    /** As Grafana does it: with the first job, all its instances, and the interval that it finds for a rate. */
    private static String substituted(String expression) {
        String done = expression
                .replace("$__rate_interval", "15s")
                .replace("$__range", "1m")
                .replace("$job", "tradewatch")
                .replace("$instance", ".+");
        assertThat(done).as("a variable that this test does not know").doesNotContain("$");
        return done;
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(DashboardsIT::read).toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
