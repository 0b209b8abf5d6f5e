package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewatch.cli.Run;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.files.ShippedLaw;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.PublishedLaw;
import io.tradewatch.server.api.RecentViolations;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over HTTP, with the shipped law. */
class ApiTest {
    private static final Path MEASURES = Path.of("..", "config", "measures");
    private static final Path REFERENCE = Path.of("..", "config", "reference");
    private static final Law LAW = ShippedLaw.catalogue().law();
    private static final String LIMOUSINE = "{\"transferId\":\"limousine\",\"occurredAt\":\"2024-02-18T00:00:00Z\","
            + "\"countryOfDispatch\":\"RU\",\"countryOfDestination\":\"KP\","
            + "\"goodsItems\":[{\"itemNumber\":1,\"commodityCode\":\"870340\"}]}";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private OperationsServer server;

    @BeforeEach
    void setUp() throws PortTakenException {
        PublishedLaw law = new PublishedLaw(
                MeasureIndex.compile(LAW), 135, knownAt -> LAW, Screening.DEFAULT_MAX_VIOLATIONS, List.of());
        server = start(new Api(() -> Optional.of(law), Optional::empty, new RecentViolations(), 1_000));
    }

    private OperationsServer start(Api api) throws PortTakenException {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 1_000);
        Health health = new Health(Optional::empty, Duration.ZERO, Clock.systemUTC());
        return OperationsServer.start(settings, metrics, health, api);
    }

    @AfterEach
    void tearDown() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldAnswerWhatTheCommandAnswers(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("transfers.jsonl"), LIMOUSINE);
        Run command = Run.of(
                "screen", file.toString(), "--measures", MEASURES.toString(), "--reference", REFERENCE.toString());

        HttpResponse<String> answer = screen("", LIMOUSINE);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode result = json.readTree(answer.body()).at("/results/0");
        assertThat(result.get("transferId").asText()).isEqualTo("limousine");
        assertThat(command.out().lines().map(this::tree).toList())
                .isNotEmpty()
                .containsExactlyElementsOf(result.get("violations"));
    }

    @Test
    void shouldAnswerForAnotherDayAndForWhatWasKnownThen() throws Exception {
        assertThat(violations(screen("?date=2017-12-21", LIMOUSINE))).doesNotContain("UN-KP-2397-7-VEHICLES");
        assertThat(violations(screen("?date=2017-12-22", LIMOUSINE))).contains("UN-KP-2397-7-VEHICLES");
        String east = LIMOUSINE.replace("2024-02-18T00:00:00Z", "2017-12-22T00:30:00+09:00");
        assertThat(violations(screen("?date=2017-12-21", east))).doesNotContain("UN-KP-2397-7-VEHICLES");
        assertThat(violations(screen("?knownAt=2017-12-21T00:00:00Z", LIMOUSINE)))
                .doesNotContain("UN-KP-2397-7-VEHICLES");
    }

    /** An answer without the measures that cannot be used must not be taken for a whole one. */
    @Test
    void shouldSayWhatTheRulesetLacks() throws Exception {
        assertThat(json.readTree(screen("", LIMOUSINE).body()).has("unusable")).isFalse();
        server.close();
        PublishedLaw incomplete = new PublishedLaw(
                MeasureIndex.compile(LAW),
                136,
                knownAt -> LAW,
                Screening.DEFAULT_MAX_VIOLATIONS,
                List.of(new Unusable("BAN@0", 135, "UNDECODABLE")));
        server = start(new Api(() -> Optional.of(incomplete), Optional::empty, new RecentViolations(), 1_000));

        for (HttpResponse<String> answer : List.of(screen("", LIMOUSINE), get("/api/v1/measures"))) {
            assertThat(json.readTree(answer.body()).get("unusable")).hasSize(1);
            assertThat(json.readTree(answer.body()).at("/unusable/0").asText()).isEqualTo("BAN@0");
        }
    }

    @Test
    void shouldAnswerABatchInItsOrder() throws Exception {
        String clean = LIMOUSINE.replace("limousine", "books").replace("870340", "490199");

        JsonNode results = json.readTree(
                        screen("", "[" + clean + "," + LIMOUSINE + "]").body())
                .get("results");

        assertThat(results).hasSize(2);
        assertThat(results.at("/0/violations")).isEmpty();
        assertThat(results.at("/1/violations")).isNotEmpty();
    }

    @Test
    void shouldTellWhatChangedLastWithWhatItTookThePlaceOf() throws Exception {
        JsonNode answer =
                json.readTree(get("/api/v1/measures/changes?limit=200").body());
        JsonNode all = answer.get("changes");

        assertThat(answer.get("total").asInt()).isEqualTo(LAW.revisions().size());
        assertThat(all.findValuesAsText("measure")).hasSize(200);
        assertThat(IntStream.range(0, all.size())
                        .mapToObj(at -> all.at("/" + at + "/measure/recordedAt").asText()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        for (JsonNode change : all) {
            if (change.has("before")) {
                assertThat(change.at("/before/measureId")).isEqualTo(change.at("/measure/measureId"));
                assertThat(change.at("/before/revision").asInt())
                        .isLessThan(change.at("/measure/revision").asInt());
            }
        }
        assertThat(all.findValues("before")).isNotEmpty();
        assertProblem(get("/api/v1/measures/changes?limit=201"), 400, "limit");
    }

    @Test
    void shouldNameTheFieldThatIsWrong() throws Exception {
        assertProblem(screen("", LIMOUSINE.replace("itemNumber", "itemNumbre")), 422, "goodsItems[0].itemNumbre");
        assertProblem(screen("", LIMOUSINE.replace("2024-02-18T", "18.2.2024 ")), 422, "occurredAt");
        assertProblem(
                screen("", "[" + LIMOUSINE + "," + LIMOUSINE.replace("\"itemNumber\":1,", "") + "]"),
                422,
                "[1].goodsItems[0].itemNumber");
        assertProblem(screen("", "[" + LIMOUSINE + ",7]"), 422, "[1]");
        assertProblem(screen("?date=18.2.2024", LIMOUSINE), 400, "date");
        assertProblem(screen("?date=%2B999999999-12-31", LIMOUSINE), 400, "date");
        assertProblem(screen("?knownAt=%2B1000000000-12-31T00:00:00Z", LIMOUSINE), 400, "knownAt");
        assertProblem(screen("?day=2024-02-18", LIMOUSINE), 400, "day");
        assertProblem(get("/api/v1/measures?country=ZZ"), 400, "country");
        assertProblem(get("/api/v1/violations?country=Atlantis"), 400, "country");
        assertProblem(get("/api/v1/violations/stream?country=Atlantis"), 400, "country");
        assertProblem(get("/api/v1/measures?code=vehicles"), 400, "code");
        assertProblem(get("/api/v1/measures?limit=0"), 400, "limit");
        assertProblem(get("/api/v1/violations?status=SHUT"), 400, "status");
        assertProblem(get("/api/v1/violations?limit=1&limit=2"), 400, "limit");
    }

    @Test
    void shouldUnderstandTheNamesOfCountries() throws Exception {
        assertThat(json.readTree(get("/api/v1/measures?country=North%20Korea&date=2024-02-18")
                        .body()))
                .isEqualTo(json.readTree(
                        get("/api/v1/measures?country=KP&date=2024-02-18").body()));
        assertThat(get("/api/v1/violations?country=North%20Korea").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatIsNoJsonOrTooMuchOfIt() throws Exception {
        assertThat(problem(screen("", "{\"transferId\":")).get("detail").asText())
                .contains("the body is no JSON", "line 1");
        assertThat(screen("", "").statusCode()).isEqualTo(400);
        assertThat(screen("", "[]").statusCode()).isEqualTo(422);
        assertThat(screen("", "[".repeat(10_000)).statusCode()).isEqualTo(400);
        assertThat(screen("", "x".repeat(10 * 1024 * 1024)).statusCode()).isEqualTo(413);
        String items = IntStream.range(0, 10_000)
                .mapToObj(number -> "{\"itemNumber\":" + number + "}")
                .collect(Collectors.joining(","));
        assertProblem(
                screen("", LIMOUSINE.replaceFirst("\"goodsItems\":.*", "\"goodsItems\":[" + items + "]}")),
                422,
                "goodsItems");
        assertThat(send(post("/api/v1/screen", LIMOUSINE).setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(get("/api/v1/screen").statusCode()).isEqualTo(405);
        assertThat(problem(get("/api/v1/nothing")).get("status").asInt()).isEqualTo(404);
    }

    @Test
    void shouldGoOnAnsweringWhileOthersSendSlowly() throws Exception {
        URI uri = URI.create(server.url());
        try (Socket one = slow(uri);
                Socket two = slow(uri);
                Socket three = slow(uri)) {
            assertThat(screen("", LIMOUSINE).statusCode()).isEqualTo(200);
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(one.isConnected() && two.isConnected() && three.isConnected())
                    .isTrue();
        }
    }

    private static Socket slow(URI uri) throws Exception {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/v1/screen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    @Test
    void shouldShowTheMeasuresThatAreInForcePageByPage() throws Exception {
        JsonNode all = json.readTree(
                get("/api/v1/measures?country=KP&code=8703&date=2024-02-18").body());
        JsonNode second = json.readTree(get("/api/v1/measures?country=KP&code=8703&date=2024-02-18&offset=1&limit=1")
                .body());

        assertThat(all.get("total").asInt()).isEqualTo(all.get("measures").size());
        assertThat(all.get("measures").findValuesAsText("measureId")).contains("UN-KP-2397-7-VEHICLES");
        assertThat(second.get("total")).isEqualTo(all.get("total"));
        assertThat(second.get("measures")).containsExactly(all.at("/measures/1"));
    }

    @Test
    void shouldSayThatThereIsNoLawYetAndThatItIsAskedTooOften() throws Exception {
        server.close();
        server = start(new Api(Optional::empty, Optional::empty, new RecentViolations(), 2));

        assertThat(screen("", LIMOUSINE).statusCode()).isIn(503, 429);
        assertThat(IntStream.range(0, 20).mapToObj(each -> status("/api/v1/measures")))
                .contains(429)
                .allMatch(status -> status == 503 || status == 429);
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertProblem(HttpResponse<String> answer, int status, String field) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = problem(answer);
        assertThat(problem.at("/errors/0/field").asText()).as(answer.body()).isEqualTo(field);
        assertThat(problem.get("detail").asText()).isNotBlank();
    }

    private JsonNode problem(HttpResponse<String> answer) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .hasValue("application/problem+json");
        return json.readTree(answer.body());
    }

    private String violations(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return String.join(" ", json.readTree(answer.body()).findValuesAsText("measureId"));
    }

    private JsonNode tree(String line) {
        try {
            return json.readTree(line);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> screen(String query, String body) throws Exception {
        return send(post("/api/v1/screen" + query, body));
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
