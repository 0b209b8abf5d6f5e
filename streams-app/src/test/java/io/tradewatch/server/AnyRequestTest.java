package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ShippedLaw;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.PublishedLaw;
import io.tradewatch.server.api.RecentViolations;
import io.tradewatch.server.api.TransferLog;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is asked, the answer is short, comes soon, and is no failure of the server; and the next one is answered. */
class AnyRequestTest {
    private static final Law LAW = ShippedLaw.catalogue().law();
    private static final int MOST_BYTES = 5 << 20;
    /** Bytes of a body that the sender need not have handed over when the answer comes. */
    private static final int ON_ITS_WAY = 16 << 10;

    private static final int INTERNAL = 500;
    private static final List<String> PATHS = List.of(
            "/api/v1/screen",
            "/api/v1/transfers/any/trace",
            "/api/v1/measures",
            "/api/v1/measures/changes",
            "/api/v1/violations",
            "/api/v1/violations/stream",
            "/api/v1/overview",
            "/api/v1/openapi.yaml",
            "/metrics",
            "/health/ready",
            "/console/app.js",
            "/");
    private static final List<String> PARAMETERS = List.of(
            "date", "knownAt", "country", "code", "limit", "offset", "before", "text", "status", "partition", "item");
    private static final List<String> VALUES = List.of(
            "2018-06-01",
            "2018-06-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "KP",
            "87",
            "1",
            "500",
            "-1",
            "9223372036854775807");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Metrics METRICS = new Metrics();
    private static @Nullable OperationsServer server;

    /**
     * What is sent.
     *
     * @param body a character for each byte (ISO 8859-1)
     */
    record Sent(String method, String path, String query, String type, String body) {
        @Override
        public String toString() {
            return method + " " + path + query + " " + type + " " + body.length() + " bytes: "
                    + body.substring(0, Math.min(body.length(), 200));
        }
    }

    @BeforeContainer
    static void setUp() throws PortTakenException {
        PublishedLaw law = new PublishedLaw(
                MeasureIndex.compile(LAW), 135, knownAt -> LAW, Screening.DEFAULT_MAX_VIOLATIONS, List.of());
        TransferLog log =
                (transferId, partition, before) -> new TransferLog.Search("transfers", 0, 0, 0, true, List.of());
        server = OperationsServer.start(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 100_000),
                METRICS,
                new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()),
                new Api(() -> Optional.of(law), () -> Optional.of(log), new RecentViolations(), 100_000));
    }

    @AfterContainer
    static void tearDown() {
        server().close();
        METRICS.close();
    }

    @Property(tries = 400)
    void shouldAnswerAnyRequestWithinItsBounds(@ForAll("requests") Sent sent) throws Exception {
        requireBounded(answer(sent));
        assertThat(send(HttpRequest.newBuilder(URI.create(server().url() + "/health/live"))
                                .timeout(Duration.ofSeconds(2)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<byte[]> answer(Sent sent) throws IOException, InterruptedException {
        try {
            return send(request(sent, sent.body()));
        } catch (IOException e) {
            // A server may refuse a request by its first line, and close while a large body is still on its way.
            assertThat(sent.body().length()).as(e.toString()).isGreaterThan(ON_ITS_WAY);
            HttpResponse<byte[]> refusal = send(request(sent, ""));
            assertThat(refusal.statusCode()).isGreaterThanOrEqualTo(400);
            return refusal;
        }
    }

    private static HttpRequest.Builder request(Sent sent, String body) {
        return HttpRequest.newBuilder(URI.create(server().url() + sent.path() + sent.query()))
                .header("Content-Type", sent.type())
                .method(sent.method(), HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1))
                .timeout(Duration.ofSeconds(20));
    }

    private static void requireBounded(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isNotEqualTo(INTERNAL).isBetween(200, 599);
        assertThat(answer.body().length).isLessThan(MOST_BYTES);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
    }

    @Provide
    Arbitrary<Sent> requests() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, "POST"),
                                Tuple.of(6, "GET"),
                                Tuple.of(1, "HEAD"),
                                Tuple.of(1, "PUT"),
                                Tuple.of(1, "OPTIONS"),
                                Tuple.of(1, "DELETE")),
                        Arbitraries.oneOf(
                                Arbitraries.just("/api/v1/screen"),
                                Arbitraries.of(PATHS),
                                Arbitraries.strings()
                                        .ofMaxLength(20)
                                        .map(text -> "/api/v1/transfers/" + encoded(text) + "/trace"),
                                Arbitraries.strings().ofMaxLength(20).map(text -> "/" + encoded(text))),
                        queries(),
                        Arbitraries.of("application/json", "application/json; charset=utf-16", "text/plain"),
                        bodies())
                .as(Sent::new);
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(VALUES), Arbitraries.strings().ofMaxLength(10).map(AnyRequestTest::encoded));
        return Combinators.combine(Arbitraries.of(PARAMETERS), value)
                .as((name, given) -> name + "=" + encoded(given))
                .list()
                .ofMaxSize(2)
                .map(all -> all.isEmpty() ? "" : "?" + String.join("&", all));
    }

    private static Arbitrary<String> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(200),
                Arbitraries.of("[", "{\"a\":", "[[],", " ", "\"", "9", "{\"goodsItems\":[")
                        .flatMap(piece -> Arbitraries.of(1, 60, 100_000).map(times -> bytes(piece.repeat(times)))),
                Arbitraries.strings()
                        .ofMaxLength(30)
                        .flatMap(text -> Arbitraries.of(1, 20, 1_000).map(items -> bytes(transfer(text, items)))),
                Arbitraries.of(2, 20, 100)
                        .map(count -> bytes(IntStream.range(0, count)
                                .mapToObj(number -> transfer("87", 240))
                                .collect(Collectors.joining(",", "[", "]")))));
    }

    private static String transfer(String code, int items) {
        String written = code.replaceAll("[\\p{Cntrl}\"\\\\]", "");
        return "{\"transferId\":\"any\",\"occurredAt\":\"2024-02-18T00:00:00Z\",\"countryOfDispatch\":\"RU\","
                + "\"countryOfDestination\":\"KP\",\"goodsItems\":["
                + IntStream.rangeClosed(1, items)
                        .mapToObj(number -> "{\"itemNumber\":" + number + ",\"commodityCode\":\"" + written + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static OperationsServer server() {
        if (server == null) {
            throw new IllegalStateException("the server is started before the properties");
        }
        return server;
    }
}
