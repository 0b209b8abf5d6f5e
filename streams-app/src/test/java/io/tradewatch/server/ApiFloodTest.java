package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ShippedLaw;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.PublishedLaw;
import io.tradewatch.server.api.RecentViolations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that cost much, many at once, with the shipped law. */
@Tag("slow")
class ApiFloodTest {
    private static final Law LAW = ShippedLaw.catalogue().law();
    private static final int TRANSFERS = 100;
    private static final int ITEMS = 250;
    private static final int FEWER_ITEMS = 200;
    private static final int FINDINGS_SHOWN = 1_000;
    private static final int MOST_BYTES = 5 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Metrics metrics = new Metrics();
    private OperationsServer server;

    @BeforeEach
    void setUp() throws PortTakenException {
        PublishedLaw law = new PublishedLaw(
                MeasureIndex.compile(LAW), 135, knownAt -> LAW, Screening.DEFAULT_MAX_VIOLATIONS, List.of());
        server = OperationsServer.start(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 100_000),
                metrics,
                new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()),
                new Api(() -> Optional.of(law), Optional::empty, new RecentViolations(), 100_000));
    }

    @AfterEach
    void tearDown() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldAnswerWithinABoundAndTellWhatIsLeftOut() throws Exception {
        String three = "[" + vehicles("first", FEWER_ITEMS) + "," + vehicles("second", FEWER_ITEMS) + ","
                + vehicles("third", FEWER_ITEMS) + "]";

        HttpResponse<String> answer = screen(three).get();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().length()).isLessThan(MOST_BYTES);
        JsonNode read = json.readTree(answer.body());
        int each = read.at("/results/0/violations").size();
        assertThat(each).isBetween(FINDINGS_SHOWN / 2 + 1, FINDINGS_SHOWN - 1);
        assertThat(read.at("/results/1/violations")).hasSize(FINDINGS_SHOWN - each);
        assertThat(read.at("/results/2/violations")).isEmpty();
        assertThat(read.get("leftOut").toString())
                .isEqualTo("[{\"field\":\"results[1].violations\",\"shown\":" + (FINDINGS_SHOWN - each) + ",\"inAll\":"
                        + each + "},{\"field\":\"results[2].violations\",\"shown\":0,\"inAll\":" + each + "}]");
        assertThat(json.readTree(screen(vehicles("few", 2)).get().body()).has("leftOut"))
                .isFalse();
    }

    @Test
    void shouldKeepHealthAndSmallRequestsGoingBesideLargeOnes() throws Exception {
        String large = "["
                + IntStream.range(0, TRANSFERS)
                        .mapToObj(number -> vehicles("t" + number, ITEMS))
                        .collect(Collectors.joining(","))
                + "]";
        assertThat(large.length()).isBetween(900_000, 1024 * 1024);
        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        List<Integer> small = new ArrayList<>();
        Duration slowest = Duration.ZERO;

        for (int each = 0; each < 12; each++) {
            flood.add(screen(large));
        }
        while (!CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new)).isDone()) {
            long begun = System.nanoTime();
            assertThat(get("/health/live").get().statusCode()).isEqualTo(200);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            small.add(screen(vehicles("small", 1)).get().statusCode());
        }

        assertThat(slowest).isLessThan(Duration.ofSeconds(1));
        assertThat(small).isNotEmpty().containsOnly(200);
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : flood) {
            HttpResponse<String> answer = each.get();
            statuses.add(answer.statusCode());
            assertThat(answer.body().length()).isLessThan(MOST_BYTES);
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            }
        }
        assertThat(statuses).contains(200, 429).containsOnly(200, 429);
    }

    private static String vehicles(String transferId, int items) {
        return "{\"transferId\":\"" + transferId + "\",\"occurredAt\":\"2024-02-18T00:00:00Z\","
                + "\"countryOfDispatch\":\"RU\",\"countryOfDestination\":\"KP\",\"goodsItems\":["
                + IntStream.rangeClosed(1, items)
                        .mapToObj(number -> "{\"itemNumber\":" + number + ",\"commodityCode\":\"87\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private CompletableFuture<HttpResponse<String>> screen(String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/screen"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }
}
