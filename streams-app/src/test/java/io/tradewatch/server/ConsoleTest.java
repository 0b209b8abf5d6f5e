package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console's files and what they are served with. */
class ConsoleTest {
    private static final Pattern NAMED = Pattern.compile("/console/([\\w.-]+)");
    private static final Pattern IMPORTED = Pattern.compile("from '\\./([\\w.-]+)'");

    private final HttpClient client = HttpClient.newHttpClient();
    private Operations operations;

    @BeforeEach
    void setUp() throws PortTakenException {
        operations = Operations.open(new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 1_000));
    }

    @AfterEach
    void tearDown() {
        operations.close();
    }

    @Test
    void shouldServeThePageAndEveryFileThatItNames() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.body()).isEqualTo(get("/console").body()).contains("<title>Tradewatch</title>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        List<String> files = names(NAMED, page.body());
        assertThat(files).contains("app.js", "preact.js", "pico.css");
        for (String file : files) {
            assertThat(get("/console/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void shouldServeEveryFileThatAScriptImports() throws Exception {
        for (String file : names(IMPORTED, get("/console/app.js").body())) {
            HttpResponse<String> script = get("/console/" + file);
            assertThat(script.headers().firstValue("Content-Type")).as(file).contains("text/javascript; charset=utf-8");
            for (String further : names(IMPORTED, script.body())) {
                assertThat(get("/console/" + further).statusCode()).as(further).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldLetTheBrowserRunNothingFromElsewhereAndNothingThatStandsInThePage() throws Exception {
        String policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(get("/").headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void shouldNotSendAgainWhatTheBrowserHas() throws Exception {
        String tag = get("/console/app.js").headers().firstValue("ETag").orElseThrow();

        assertThat(get("/console/app.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/console/app.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldServeNothingElse() throws Exception {
        assertThat(get("/console/Console.class").statusCode()).isEqualTo(404);
        assertThat(get("/console/%2e%2e%2flogback.xml").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(get("/webjars/preact").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellHowItIsBeforeAnyApplicationIsThere() throws Exception {
        JsonNode overview = new ObjectMapper().readTree(get("/api/v1/overview").body());

        assertThat(overview.at("/ready/status").asText()).isEqualTo("down");
        assertThat(overview.at("/ready/reasons/0").asText()).isEqualTo("it is starting");
        assertThat(overview.at("/law/measures").isNull()).isTrue();
        assertThat(overview.get("lag").isNull()).isTrue();
        assertThat(overview.get("alerts")).isEmpty();
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(operations.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
