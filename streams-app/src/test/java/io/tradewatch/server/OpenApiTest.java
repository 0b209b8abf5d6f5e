package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the API against the server. */
class OpenApiTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");
    private static final String TOKEN = "a-token-of-enough-length";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldRefuseEveryEndpointWithoutATokenSaveThoseThatAreOpenToAll() throws Exception {
        Set<String> open = new TreeSet<>();
        try (Operations operations = open()) {
            for (Map.Entry<String, JsonNode> each : endpoints().entrySet()) {
                boolean isOpen = each.getValue().has("security")
                        && each.getValue().get("security").isEmpty();
                if (isOpen) {
                    open.add(each.getKey());
                }
                int status = send(operations, each.getKey(), "").statusCode();
                assertThat(status == 401)
                        .as(each.getKey() + " without a token: " + status)
                        .isNotEqualTo(isOpen);
                assertThat(send(operations, each.getKey(), "Bearer no-such-token-at-all")
                                        .statusCode()
                                == 401)
                        .as(each.getKey() + " with a wrong token")
                        .isNotEqualTo(isOpen);
                assertThat(send(operations, each.getKey(), "Bearer " + TOKEN).statusCode())
                        .as(each.getKey() + " with a token")
                        .isNotIn(401, 404, 405);
            }
        }
        assertThat(open)
                .containsExactly(
                        "GET /", "GET /console", "GET /console/{file}", "GET /health/live", "GET /health/ready");
    }

    @Test
    void shouldDescribeEveryEndpointThatTheServerHas() throws Exception {
        try (Operations operations = open()) {
            assertThat(operations.endpoints())
                    .containsExactlyInAnyOrderElementsOf(endpoints().keySet());
        }
    }

    @Test
    void shouldServeTheDocument() throws Exception {
        try (Operations operations = open()) {
            assertThat(send(operations, "GET /api/v1/openapi.yaml", "Bearer " + TOKEN)
                            .body())
                    .isEqualTo(Files.readString(DOCUMENT));
        }
    }

    private static Operations open() throws PortTakenException {
        return Operations.open(new HttpSettings(
                "127.0.0.1",
                0,
                Optional.of(new Credentials(Optional.of(TOKEN), Optional.empty())),
                Duration.ZERO,
                1_000));
    }

    /** By method and path. */
    private static Map<String, JsonNode> endpoints() throws Exception {
        Map<String, JsonNode> endpoints = new TreeMap<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(DOCUMENT.toFile())
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> endpoints.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return endpoints;
    }

    private HttpResponse<String> send(Operations operations, String endpoint, String authorization) throws Exception {
        String[] methodAndPath = endpoint.split(" ", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(operations.url()
                        + methodAndPath[1].replace("{file}", "app.js").replaceAll("\\{\\w+}", "any")))
                .timeout(Duration.ofSeconds(10))
                .method(methodAndPath[0], HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
