package io.tradewatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.tradewatch.cli.config.ConfigurationReader;
import io.tradewatch.cli.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests, without a cluster: what its API would refuse, and what the program would not start with. */
class KubernetesManifestsTest {
    private static final Path MANIFESTS = Path.of("..", "docker", "kubernetes");
    private static final String SECRETS = "/run/secrets/tradewatch";
    private static final String LABEL = "app.kubernetes.io/name";
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Map<String, Check> CHECKS = Map.of(
            "ConfigMap", V1ConfigMap::validateJsonElement,
            "Namespace", V1Namespace::validateJsonElement,
            "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "Secret", V1Secret::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "ServiceAccount", V1ServiceAccount::validateJsonElement,
            "ServiceMonitor", KubernetesManifestsTest::validateServiceMonitor,
            "StatefulSet", V1StatefulSet::validateJsonElement);

    @TempDir
    private Path folder;

    /** What a kind's model says of a document. */
    @FunctionalInterface
    private interface Check {
        void of(JsonElement document) throws IOException;
    }

    @Test
    void shouldHaveOnlyFieldsThatTheApiKnowsAndAllThatItDemands() throws IOException {
        for (JsonNode manifest : all()) {
            String kind = manifest.path("kind").asText();
            assertThat(CHECKS).as("a kind that is checked").containsKey(kind);
            assertThatCode(() -> CHECKS.get(kind).of(JsonParser.parseString(manifest.toString())))
                    .as(kind)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldNoticeAFieldThatIsMisspelt() throws IOException {
        JsonNode pods = one("StatefulSet");
        ((ObjectNode) pods.at("/spec/template/spec")).put("terminationGracePeriod", 45);

        assertThatThrownBy(() -> V1StatefulSet.validateJsonElement(JsonParser.parseString(pods.toString())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldListEveryManifest() throws IOException {
        List<String> listed = new ArrayList<>();
        YAML.readTree(MANIFESTS.resolve("kustomization.yaml").toFile())
                .path("resources")
                .forEach(resource -> listed.add(resource.asText()));
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void shouldSelectThePodsThatTheyMean() throws IOException {
        String label = one("StatefulSet")
                .at("/spec/template/metadata/labels")
                .path(LABEL)
                .asText();

        assertThat(label).isEqualTo("tradewatch");
        assertThat(one("StatefulSet")
                        .at("/spec/selector/matchLabels")
                        .path(LABEL)
                        .asText())
                .isEqualTo(label);
        assertThat(one("PodDisruptionBudget")
                        .at("/spec/selector/matchLabels")
                        .path(LABEL)
                        .asText())
                .isEqualTo(label);
        assertThat(one("NetworkPolicy")
                        .at("/spec/podSelector/matchLabels")
                        .path(LABEL)
                        .asText())
                .isEqualTo(label);
        assertThat(all().stream()
                        .filter(manifest -> manifest.path("kind").asText().equals("Service")))
                .hasSize(2)
                .allMatch(service ->
                        service.at("/spec/selector").path(LABEL).asText().equals(label))
                .anyMatch(service -> service.at("/metadata/name")
                        .asText()
                        .equals(one("StatefulSet").at("/spec/serviceName").asText()));
    }

    @Test
    void shouldGiveSettingsThatTheProgramStartsWith() throws IOException {
        JsonNode secret = one("Secret").path("stringData");
        for (String name : (Iterable<String>) secret::fieldNames) {
            Files.writeString(folder.resolve(name), secret.path(name).asText());
        }
        Map<String, String> environment = new HashMap<>();
        JsonNode settings = one("ConfigMap").path("data");
        settings.fieldNames()
                .forEachRemaining(name ->
                        environment.put(name, settings.path(name).asText().replace(SECRETS, folder.toString())));
        environment.put("TRADEWATCH_KAFKA_GROUP_INSTANCE_ID", "tradewatch-0");
        // As in the image.
        environment.put("TRADEWATCH_HTTP_HOST", "0.0.0.0");

        var configuration = new ConfigurationReader(folder, environment).read();

        assertThat(configuration.get(Keys.BOOTSTRAP_SERVERS)).contains("kafka.kafka.svc:9093");
        assertThat(configuration.kafka()).containsEntry("group.instance.id", "tradewatch-0");
        assertThat(configuration.kafka().get("sasl.jaas.config").toString()).contains("ScramLoginModule");
    }

    @Test
    void shouldGivePodsTheTimeThatTheyTakeToLeave() throws IOException {
        assertThat(one("StatefulSet")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(30);
    }

    /** The operator's model takes unknown fields, and keeps them apart. */
    private static void validateServiceMonitor(JsonElement document) throws IOException {
        ServiceMonitor monitor = YAML.readValue(document.toString(), ServiceMonitor.class);
        assertThat(monitor.getAdditionalProperties()).isEmpty();
        assertThat(monitor.getSpec().getAdditionalProperties()).isEmpty();
        for (Endpoint endpoint : monitor.getSpec().getEndpoints()) {
            assertThat(endpoint.getAdditionalProperties()).isEmpty();
            assertThat(endpoint.getAuthorization().getAdditionalProperties()).isEmpty();
        }
    }

    private static JsonNode one(String kind) {
        return all().stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> all() {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            for (Path file : files.sorted().toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    manifests.addAll(YAML.readerFor(JsonNode.class)
                            .<JsonNode>readValues(file.toFile())
                            .readAll());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return manifests;
    }
}
