package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.PrometheusServer;
import io.tradewatch.server.Operations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped alert rules in a real Prometheus, while real trouble is made. Time is too long in them to wait for, so they
 * are loaded with every duration divided by {@value #FASTER}: a quarter of an hour becomes six seconds.
 */
class AlertsIT {
    private static final Path RULES = Path.of("..", "docker", "prometheus", "rules.yml");
    private static final int FASTER = 150;

    /** Where a rule states a duration: {@code for: 15m}, {@code [10m]}, {@code offset 10m}. */
    private static final Pattern DURATION = Pattern.compile("(for: |\\[|offset )(\\d+)([mhd])\\b");

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path prometheusDirectory;

    @Test
    void shouldFireWhenThereIsTroubleAndNotBeforeAndNotAfter() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(1_000);
                ScreeningApplication application = scene.start(operations);
                SteadyTraffic traffic = new SteadyTraffic(scene)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"), ban("BAN-BOOKS", 1, "49"));
            traffic.begin();
            try (PrometheusServer prometheus =
                    PrometheusServer.start(prometheusDirectory, configuration(operations.url()))) {
                soon().during(Duration.ofSeconds(5))
                        .untilAsserted(() -> assertThat(prometheus.query("rate(tradewatch_violations_total[4s]) > 0"))
                                .as("alerts are counted")
                                .isNotEmpty());
                soon().untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());

                scene.send(LiveScene.TOPICS.transfers(), "poison", "no transfer".getBytes(StandardCharsets.UTF_8));
                awaitFiring(prometheus, "TradewatchDeadLetters");

                scene.cluster().stopRegistry();
                awaitFiring(prometheus, "TradewatchRegistryGone", "TradewatchNotReady");
                scene.cluster().startRegistry();
                soon().untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());

                repeal(scene, "BAN-BOOKS@1");
                awaitFiring(prometheus, "TradewatchMeasuresFewer");
                repeal(scene, "BAN-VEHICLES@1");
                awaitFiring(prometheus, "TradewatchNoMeasures", "TradewatchNotReady");
                scene.law(ban("BAN-VEHICLES", 2, "87"), ban("BAN-BOOKS", 2, "49"));
                soon().untilAsserted(() -> assertThat(prometheus.firing())
                        .doesNotContain("TradewatchNoMeasures", "TradewatchMeasuresFewer", "TradewatchNotReady"));

                traffic.end();
                awaitFiring(prometheus, "TradewatchNoInput");

                application.leave();
                awaitFiring(prometheus, "TradewatchNotLive");
            }
        }
    }

    private static void repeal(LiveScene scene, String key) throws Exception {
        scene.send(LiveScene.TOPICS.measures(), key, null);
    }

    private static void awaitFiring(PrometheusServer prometheus, String... alerts) {
        soon().untilAsserted(() -> assertThat(prometheus.firing()).contains(alerts));
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private String configuration(String target) throws IOException {
        Path rules = prometheusDirectory.resolve("rules.yml");
        Files.writeString(
                rules,
                DURATION.matcher(Files.readString(RULES))
                        .replaceAll(duration -> duration.group(1)
                                + milliseconds(Long.parseLong(duration.group(2)), duration.group(3)) / FASTER
                                + "ms"));
        return """
                global:
                  scrape_interval: 500ms
                  evaluation_interval: 500ms
                rule_files:
                  - %s
                scrape_configs:
                  - job_name: tradewatch
                    static_configs:
                      - targets: [%s]
                """.formatted(rules, target.replace("http://", ""));
    }

    private static long milliseconds(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count).toMillis();
            case "h" -> Duration.ofHours(count).toMillis();
            default -> Duration.ofDays(count).toMillis();
        };
    }
}
