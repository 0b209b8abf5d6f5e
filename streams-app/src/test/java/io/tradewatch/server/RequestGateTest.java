package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and with what every answer comes, on the wire: a client would fix what the test wants to be wrong. */
class RequestGateTest {
    private static final String TOKEN = "a-token-of-enough-length";
    private static final String UPGRADE =
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n";

    private @Nullable Operations operations;

    @AfterEach
    void tearDown() {
        if (operations != null) {
            operations.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void shouldAnswerToTheNamesOfThisMachine(String host) throws Exception {
        open(Optional.empty());

        assertThat(ask("GET /api/v1/overview", host, "")).startsWith("HTTP/1.1 200");
        assertThat(ask("GET /health/live", host, "")).startsWith("HTTP/1.1 200");
    }

    /** A page of evil.example, whose name was made to resolve to 127.0.0.1. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80"})
    void shouldAnswerToNoOtherNamesWhereNoTokenIsAskedFor(String host) throws Exception {
        open(Optional.empty());

        for (String request : new String[] {"GET /", "GET /metrics", "GET /health/live", "POST /api/v1/screen"}) {
            assertThat(ask(request, host, "Content-Length: 0\r\n"))
                    .as(request)
                    .startsWith("HTTP/1.1 421")
                    .contains("expected localhost, 127.0.0.1, [::1]", "X-Content-Type-Options: nosniff");
        }
    }

    @Test
    void shouldAnswerToAnyNameWhereATokenIsShown() throws Exception {
        open(Optional.of(new Credentials(Optional.of(TOKEN), Optional.empty())));

        assertThat(ask("GET /metrics", "tradewatch.example", bearer())).startsWith("HTTP/1.1 200");
        assertThat(ask("GET /metrics", "tradewatch.example", bearer() + "Origin: https://console.example\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://evil.example, 403",
        "Origin: null, 403",
        "Origin: http://localhost:9999, 403",
        "Origin: http://localhost, 400",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: same-origin, 400",
        "Sec-Fetch-Site: none, 400"
    })
    void shouldScreenForItsOwnPagesOnly(String header, int status) throws Exception {
        open(Optional.empty());

        assertThat(ask(
                        "POST /api/v1/screen",
                        "localhost",
                        header + "\r\nContent-Type: application/json\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    /** What a page may send without asking first. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void shouldScreenNothingThatAFormCanSend(String type) throws Exception {
        open(Optional.empty());

        assertThat(ask("POST /api/v1/screen", "localhost", "Content-Type: " + type + "\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console", "/health/live", "/metrics", "/api/v1/violations/stream", "/nothing"})
    void shouldUpgradeNobodyWhoDoesNotShowTheToken(String path) throws Exception {
        open(Optional.of(new Credentials(Optional.of(TOKEN), Optional.empty())));

        assertThat(ask("GET " + path, "localhost", UPGRADE))
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate: Bearer");
        assertThat(ask("GET " + path, "localhost", UPGRADE + bearer()))
                .doesNotStartWith("HTTP/1.1 101")
                .doesNotStartWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../metrics",
                "/health/%2e%2e/metrics",
                "/console/../api/v1/overview",
                "/console/..%2f..%2fmetrics",
                "/health/..;/metrics",
                "//metrics",
                "/metrics/"
            })
    void shouldOpenNothingByAnotherWayOfWritingItsPath(String path) throws Exception {
        open(Optional.of(new Credentials(Optional.of(TOKEN), Optional.empty())));

        assertThat(ask("GET " + path, "localhost", "")).doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void shouldGuardEveryAnswerAgainstGuessedTypesAndCaches() throws Exception {
        open(Optional.empty());

        for (String request : new String[] {
            "GET /api/v1/overview",
            "GET /api/v1/violations",
            "GET /api/v1/measures",
            "GET /api/v1/openapi.yaml",
            "GET /api/v1/nothing",
            "PUT /api/v1/screen",
            "GET /health/ready",
            "GET /metrics",
            "GET /nothing",
            "GET /%zz"
        }) {
            assertThat(ask(request, "localhost", "Content-Length: 0\r\n"))
                    .as(request)
                    .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store");
        }
        assertThat(ask("GET /", "localhost", ""))
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-cache", "Content-Security-Policy: ")
                .doesNotContain("no-store");
    }

    @Test
    void shouldSayInOneFormWhatIsNoRequest() throws Exception {
        open(Optional.empty());

        assertThat(ask("GET /%zz", "localhost", ""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"status\":400");
        assertThat(ask("GET /" + "x".repeat(20_000), "localhost", ""))
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json");
    }

    /** Whoever sends everything before reading would lose the answer to a connection that is closed meanwhile. */
    @ParameterizedTest
    @CsvSource({"Content-Length: 8000000, '', '', ''", "Transfer-Encoding: chunked, '7a120\r\n', '\r\n', '0\r\n\r\n'"})
    void shouldLoseNoAnswerToASenderThatIsStillSending(String framing, String before, String after, String end)
            throws Exception {
        open(Optional.empty());
        String head = "POST /api/v1/screen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        try (Socket socket = connect()) {
            write(head + framing + "\r\n\r\n", socket);
            for (int sent = 0; sent < 16; sent++) {
                write(before + "x".repeat(500_000) + after, socket);
                if (sent == 3) {
                    await("the answer, while most is still to be sent")
                            .until(() -> socket.getInputStream().available() > 0);
                }
            }
            write(end, socket);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("Connection: close")
                    .endsWith("}");
        }
    }

    private static String bearer() {
        return "Authorization: Bearer " + TOKEN + "\r\n";
    }

    private void open(Optional<Credentials> credentials) throws PortTakenException {
        operations = Operations.open(new HttpSettings("127.0.0.1", 0, credentials, Duration.ZERO, 1_000));
    }

    /** The answer with its headers, as it comes. */
    private String ask(String request, String host, String headers) throws IOException {
        try (Socket socket = connect();
                InputStream in = socket.getInputStream()) {
            write(
                    request + " HTTP/1.1\r\nHost: " + host + "\r\n"
                            + (headers.contains("Connection:") ? "" : "Connection: close\r\n") + headers + "\r\n",
                    socket);
            return headers.contains("Connection:")
                    ? new String(in.readNBytes(200), StandardCharsets.UTF_8)
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        URI uri = URI.create(Objects.requireNonNull(operations).url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(String text, Socket socket) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
