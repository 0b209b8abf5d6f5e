package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules against their runbook and the page of metrics. */
class AlertRulesTest {
    private static final Path RULES = Path.of("..", "docker", "prometheus", "rules.yml");
    private static final Path TESTS = Path.of("..", "docker", "prometheus", "rules.test.yml");
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tradewatch|kafka)_[a-z_]+\\b");

    @Test
    void shouldHaveAParagraphInTheRunbookForEachAlertAndNoOther() throws IOException {
        Matcher headings =
                Pattern.compile("(?m)^### (Tradewatch\\w+)$\n(?=\\w)").matcher(Files.readString(PAGE));
        List<String> paragraphs = new ArrayList<>();
        while (headings.find()) {
            paragraphs.add(headings.group(1));
        }

        assertThat(paragraphs).isEqualTo(alerts());
        for (JsonNode rule : rules()) {
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo(
                            "docs/operations.md#" + rule.get("alert").asText().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void shouldTestForEachAlertThatItFiresAndThatItIsSilent() throws IOException {
        List<String> fires = new ArrayList<>();
        List<String> isSilent = new ArrayList<>();
        for (JsonNode test : yaml(TESTS).get("tests")) {
            JsonNode alert = test.at("/alert_rule_test/0");
            (alert.get("exp_alerts").isEmpty() ? isSilent : fires)
                    .add(alert.get("alertname").asText());
        }

        assertThat(fires).containsExactlyInAnyOrderElementsOf(alerts());
        assertThat(isSilent).containsExactlyInAnyOrderElementsOf(alerts());
    }

    @Test
    void shouldAskOnlyForMetricsThatThePageDescribes() throws IOException {
        String page = Files.readString(PAGE);
        TreeSet<String> unknown = new TreeSet<>();
        for (JsonNode rule : rules()) {
            Matcher metric = METRIC.matcher(rule.get("expr").asText());
            while (metric.find()) {
                String name = metric.group().replaceFirst("_seconds_(bucket|count)$", "_seconds");
                if (!page.contains("| `" + name + "` |")) {
                    unknown.add(name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<String> alerts() throws IOException {
        List<String> names = new ArrayList<>();
        rules().forEach(rule -> names.add(rule.get("alert").asText()));
        return names;
    }

    private static JsonNode rules() throws IOException {
        return yaml(RULES).at("/groups/0/rules");
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    }
}
