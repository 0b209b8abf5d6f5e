package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewatch.avro.Certainty;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ShippedLaw;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.RecentViolations;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts over HTTP, as they were and as they come. */
@Tag("slow")
class ViolationsApiTest {
    private static final Screening SCREENING =
            new Screening(MeasureIndex.compile(ShippedLaw.catalogue().law()), Screening.DEFAULT_MAX_VIOLATIONS);

    private static final Instant CHANGED = Instant.parse("2026-11-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private final RecentViolations recent = new RecentViolations();
    private OperationsServer server;

    @BeforeEach
    void setUp() throws PortTakenException {
        server = OperationsServer.start(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 1_000),
                metrics,
                new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()),
                new Api(Optional::empty, Optional::empty, recent, 1_000));
    }

    @AfterEach
    void tearDown() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldShowTheLatestStateOfEachTheLastChangeFirstPageByPage() throws Exception {
        recent.add(alert("one", "KP", 0, ViolationStatus.OPEN), CHANGED);
        recent.add(alert("two", "KP", 0, ViolationStatus.OPEN), CHANGED);
        recent.add(alert("three", "KP", 0, ViolationStatus.OPEN), CHANGED);
        recent.add(alert("one", "KP", 1, ViolationStatus.WITHDRAWN), CHANGED);

        JsonNode first = get("/api/v1/violations?limit=2");
        JsonNode second = get("/api/v1/violations?limit=2&before=" + first.get("before"));

        assertThat(first.get("violations").findValuesAsText("transferId")).containsExactly("one", "three");
        assertThat(first.at("/violations/0/status").asText()).isEqualTo("WITHDRAWN");
        assertThat(second.get("violations").findValuesAsText("transferId")).containsExactly("two");
        assertThat(second.get("before").asInt()).isZero();
    }

    @Test
    void shouldShowOnlyWhatWasAskedFor() throws Exception {
        recent.add(alert("korea", "KP", 0, ViolationStatus.OPEN), CHANGED);
        recent.add(alert("korea-too", "KP", 1, ViolationStatus.WITHDRAWN), CHANGED);
        recent.add(alert("unknown", null, 0, ViolationStatus.OPEN), CHANGED);

        assertThat(transfers("country=KP")).containsExactly("korea-too", "korea");
        assertThat(transfers("country=KP&status=open")).containsExactly("korea");
        assertThat(transfers("type=UNSCREENABLE")).containsExactly("unknown");
        assertThat(transfers("programme=UN-DPRK&transferId=korea")).containsExactly("korea");
        assertThat(transfers("measureId=NO-SUCH")).isEmpty();
        assertThat(transfers("certainty=POSSIBLE")).containsExactly("unknown");
        assertThat(transfers("text=KOREA%20too")).containsExactly("korea-too");
        assertThat(transfers("text=korea%20nowhere")).isEmpty();
    }

    @Test
    void shouldKeepNoMoreThanItsBound() throws Exception {
        for (int each = 0; each < 5_010; each++) {
            recent.add(alert("t" + each, "KP", 0, ViolationStatus.OPEN), CHANGED);
        }

        assertThat(transfers("transferId=t9")).isEmpty();
        assertThat(transfers("transferId=t10")).containsExactly("t10");
    }

    @Test
    void shouldSayThatAnAlertWhichIsNotFoundMayBeOlderThanWhatWasSearched() throws Exception {
        for (int each = 0; each < 5_001; each++) {
            recent.add(alert("t" + each, "KP", 0, ViolationStatus.OPEN), CHANGED.plusSeconds(each));
        }
        recent.reachedEnd(true);

        JsonNode answer = get("/api/v1/violations?transferId=t0");

        assertThat(answer.get("violations")).isEmpty();
        assertThat(answer.get("searched"))
                .isEqualTo(json.readTree("{\"alerts\":5000,\"since\":\"2026-11-01T00:00:01Z\",\"complete\":false}"));
    }

    @Test
    void shouldSayThatAllWasSearchedOnlyWhenTheWholeTopicWasRead() throws Exception {
        recent.add(alert("korea", "KP", 0, ViolationStatus.OPEN), CHANGED);
        assertThat(get("/api/v1/violations").at("/searched/complete").asBoolean())
                .isFalse();

        recent.reachedEnd(true);
        assertThat(get("/api/v1/violations").at("/searched/complete").asBoolean())
                .isTrue();
    }

    @Test
    void shouldSearchOnlySinceTheFirstRecordOfAPartitionThatWasNotReadFromItsBeginning() throws Exception {
        recent.add(alert("korea", "KP", 0, ViolationStatus.OPEN), CHANGED);
        recent.missBefore(CHANGED.plusSeconds(60));
        recent.reachedEnd(false);

        JsonNode searched = get("/api/v1/violations").get("searched");

        assertThat(searched.get("since").asText()).isEqualTo("2026-11-01T00:01:00Z");
        assertThat(searched.get("complete").asBoolean()).isFalse();
    }

    @Test
    void shouldSendAlertsAsTheyComeToThoseWhoWatchAndOnlyThoseTheyWant() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        HttpRequest request = watching("?country=KP");
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)));
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo(": watching");

        recent.add(alert("unknown", null, 0, ViolationStatus.OPEN), CHANGED);
        Violation wanted = alert("korea", "KP", 0, ViolationStatus.OPEN);
        recent.add(wanted, CHANGED);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> lines.stream()
                        .anyMatch(line -> line.startsWith("data: {") && line.contains("\"transferId\":\"korea\"")));
        assertThat(lines)
                .contains("event: violation", "id: " + wanted.getViolationId() + "/0")
                .noneMatch(line -> line.contains("unknown"));
        answer.cancel(true);
    }

    @Test
    void shouldLetTwentyWatchAndGiveThePlaceOfOneWhoGoesToTheNext() throws Exception {
        List<InputStream> watchers = new ArrayList<>();
        for (int each = 0; each < 20; each++) {
            HttpResponse<InputStream> answer = client.send(watching(""), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            watchers.add(answer.body());
        }
        HttpResponse<String> refused = client.send(watching(""), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("all 20 places");
        assertThat(get("/api/v1/violations").get("bound").asInt()).isEqualTo(5_000);

        watchers.get(0).close();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    HttpResponse<InputStream> next =
                            client.send(watching(""), HttpResponse.BodyHandlers.ofInputStream());
                    watchers.add(next.body());
                    return next.statusCode() == 200;
                });
        for (InputStream watcher : watchers) {
            watcher.close();
        }
    }

    /** One that goes on for somebody who has gone would take a processor for itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndTheThreadOfOneWhoGoesOrIsSentAway(boolean doesServerStop) throws Exception {
        Set<Thread> before = watching();
        InputStream watcher = client.send(watching(""), HttpResponse.BodyHandlers.ofInputStream())
                .body();
        Set<Thread> own = Awaitility.await()
                .until(
                        () -> {
                            Set<Thread> since = watching();
                            since.removeAll(before);
                            return since;
                        },
                        since -> !since.isEmpty());

        watcher.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("event-stream"))
                .collect(Collectors.toSet());
    }

    @Test
    void shouldTellWhoDoesNotAskForAStreamWhatThisIs() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/violations/stream"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(406);
    }

    private HttpRequest watching(String query) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/violations/stream" + query))
                .header("Accept", "text/event-stream")
                .build();
    }

    private List<String> transfers(String query) throws Exception {
        return get("/api/v1/violations?" + query).get("violations").findValuesAsText("transferId");
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static Violation alert(
            String transferId, @Nullable String destination, int sequence, ViolationStatus status) {
        Transfer transfer = Transfer.newBuilder()
                .setTransferId(transferId)
                .setOccurredAt(Instant.parse("2024-02-18T00:00:00Z"))
                .setCountryOfDispatch("RU")
                .setCountryOfDestination(destination)
                .setGoodsItems(List.of(GoodsItem.newBuilder()
                        .setItemNumber(1)
                        .setCommodityCode("870340")
                        .build()))
                .build();
        io.tradewatch.engine.model.Transfer screened =
                TransferMapping.toScreening(transfer).orElseThrow();
        return SCREENING.screen(screened).stream()
                .map(finding -> ViolationRecords.of(
                        transfer,
                        finding,
                        "law",
                        sequence,
                        status,
                        StatusReason.DETECTED,
                        Explanation.of(screened, finding)))
                .filter(violation -> destination == null
                        ? violation.getCertainty() == Certainty.POSSIBLE
                        : violation.getMeasureId().equals("UN-KP-2397-7-VEHICLES"))
                .findFirst()
                .orElseThrow();
    }

    /** Puts lines into a queue as they come. */
    private record Lines(BlockingQueue<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            lines.add("failed: " + failure);
        }

        @Override
        public void onComplete() {
            lines.add("complete");
        }
    }
}
