package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The server before an application is there. */
class OperationsTest {
    private static final String TOKEN = "a-token-of-enough-length";
    private static final String USER = "ops:a-long-password";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldAnswerForHealthBeforeTheApplicationIsThere() throws Exception {
        try (Operations operations = Operations.open(settings(Optional.empty()))) {
            HttpResponse<String> live = get(operations, "/health/live", "");
            HttpResponse<String> ready = get(operations, "/health/ready", "");

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.body()).isEqualTo("{\"status\":\"up\",\"warnings\":[\"it is starting\"]}");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"down\",\"reasons\":[\"it is starting\"]}");
            assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    @Test
    void shouldServeMetricsInTheFormatThatIsAskedFor() throws Exception {
        try (Operations operations = Operations.open(settings(Optional.empty()))) {
            assertThat(get(operations, "/metrics", "").body())
                    .contains("tradewatch_transfers_screened_total{outcome=\"clean\"} 0.0", "jvm_memory_used_bytes{")
                    .contains("tradewatch_alert_latency_seconds_bucket{le=\"0.001\"}")
                    .contains("tradewatch_alert_latency_seconds_bucket{le=\"60.0\"}")
                    .contains("tradewatch_ready 0.0", "tradewatch_live 1.0");
            assertThat(send(request(operations, "/metrics", "").header("Accept", "application/openmetrics-text"))
                            .body())
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void shouldAskForCredentialsWhereThereAreAnyAndTellHealthAlone() throws Exception {
        try (Operations operations =
                Operations.open(settings(Optional.of(new Credentials(Optional.of(TOKEN), Optional.of(USER)))))) {
            assertThat(get(operations, "/metrics", "").statusCode()).isEqualTo(401);
            assertThat(get(operations, "/metrics", "Bearer another-token-entirely")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(operations, "/no-such-page", "").statusCode()).isEqualTo(401);
            assertThat(get(operations, "/metrics", "Bearer " + TOKEN).statusCode())
                    .isEqualTo(200);
            assertThat(get(operations, "/metrics", "Basic " + base64(USER)).statusCode())
                    .isEqualTo(200);

            assertThat(get(operations, "/health/ready", "").body()).isEqualTo("{\"status\":\"down\"}");
            assertThat(get(operations, "/health/ready", "Bearer " + TOKEN).body())
                    .contains("it is starting");
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings settings =
                    new HttpSettings("127.0.0.1", taken.getLocalPort(), Optional.empty(), Duration.ZERO, 1_000);

            assertThatThrownBy(() -> Operations.open(settings))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
        }
    }

    private static HttpSettings settings(Optional<Credentials> credentials) {
        return new HttpSettings("127.0.0.1", 0, credentials, Duration.ZERO, 1_000);
    }

    private HttpResponse<String> get(Operations operations, String path, String authorization) throws Exception {
        return send(request(operations, path, authorization));
    }

    private static HttpRequest.Builder request(Operations operations, String path, String authorization) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(operations.url() + path)).timeout(Duration.ofSeconds(10));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
