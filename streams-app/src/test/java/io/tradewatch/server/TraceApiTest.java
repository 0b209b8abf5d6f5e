package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trace of a transfer over HTTP, with the shipped law and a log that the test writes. */
class TraceApiTest {
    private static final Law LAW = ShippedLaw.catalogue().law();
    private static final MeasureIndex INDEX = MeasureIndex.compile(LAW);
    private static final String VEHICLES = "UN-KP-2397-7-VEHICLES";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private final WrittenLog log = new WrittenLog();
    private OperationsServer server;

    /** A log in memory of one partition. */
    private static final class WrittenLog implements TransferLog {
        private final List<Logged> records = new ArrayList<>();
        private boolean isComplete = true;
        private boolean isDown;
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile CountDownLatch asked = new CountDownLatch(2);

        void write(DecodeResult<Transfer> transfer) {
            records.add(new Logged(
                    records.size(), Instant.parse("2024-02-18T12:00:00Z"), Optional.of("00-trace-01"), transfer));
        }

        void write(String transfer) {
            write(AvroJson.read(transfer, Transfer.class));
        }

        @Override
        public Search find(String transferId, OptionalInt partition, long before) throws IOException {
            asked.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (isDown) {
                throw new IOException("topic transfers cannot be read: nobody answers");
            }
            if (partition.orElse(0) > 0) {
                throw new IllegalArgumentException("is " + partition.getAsInt() + ", and there is one");
            }
            List<Logged> found = records.stream()
                    .filter(record -> record.offset() < before)
                    .filter(record -> record.transfer()
                            .found()
                            .map(transfer -> transfer.getTransferId().equals(transferId))
                            .orElse(true))
                    .toList();
            return new Search("transfers", 0, isComplete ? 0 : 7, records.size(), isComplete, found);
        }
    }

    @BeforeEach
    void setUp() throws PortTakenException {
        PublishedLaw law = new PublishedLaw(INDEX, 135, knownAt -> LAW, Screening.DEFAULT_MAX_VIOLATIONS, List.of());
        server = OperationsServer.start(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 1_000),
                metrics,
                new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()),
                new Api(() -> Optional.of(law), () -> Optional.of(log), new RecentViolations(), 1_000));
    }

    @AfterEach
    void tearDown() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldTellWhatWasReadAndRuleByRuleWhatEachMeasureSaysOfIt() throws Exception {
        log.write(limousine("aurus", 0, "870340"));

        JsonNode trace = ok("aurus", "");

        assertThat(trace.at("/searched").toString())
                .isEqualTo("{\"topic\":\"transfers\",\"partition\":0,\"from\":0,\"to\":1,\"complete\":true}");
        assertThat(trace.at("/records/0").toString())
                .isEqualTo(
                        "{\"partition\":0,\"offset\":0,\"time\":\"2024-02-18T12:00:00Z\",\"revision\":0,"
                                + "\"status\":\"DECLARED\",\"fate\":\"SCREENED\",\"counts\":true,\"traceparent\":\"00-trace-01\"}");
        assertThat(trace.at("/transfer/goodsItems/0/commodityCode").asText()).isEqualTo("870340");
        assertThat(trace.get("lawVersion").asText()).isEqualTo(INDEX.lawVersion());
        assertThat(trace.get("violations").findValuesAsText("measureId")).contains(VEHICLES);
        JsonNode item = trace.at("/items/0");
        assertThat(item.get("code").asText()).isEqualTo("commodity code 870340, HS2017 assumed");
        assertThat(measure(item, VEHICLES).get("applies").asBoolean()).isTrue();
        assertThat(measure(item, VEHICLES).get("certainty").asText()).isEqualTo("CERTAIN");
        assertThat(measure(item, VEHICLES).get("citation").asText()).contains("para. 7");
        assertThat(measure(item, VEHICLES).findValuesAsText("rule")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(measure(item, VEHICLES).at("/rules/2/words").asText()).isEqualTo("EXPORT to KP: DESTINATION KP");
        long others = item.get("others").properties().stream()
                .mapToLong(count -> count.getValue().asLong())
                .sum();
        assertThat(item.get("measures").size() + others)
                .as("every measure is shown or counted")
                .isEqualTo(LAW.revisions().stream()
                        .map(revision -> revision.measureId())
                        .distinct()
                        .count());
    }

    @Test
    void shouldTellWhyAMeasureDoesNotApply() throws Exception {
        log.write(limousine("books", 0, "490199"));

        JsonNode trace = ok("books", "?measureId=" + VEHICLES);

        assertThat(trace.get("violations")).isEmpty();
        assertThat(trace.at("/items/0/measures")).hasSize(1);
        JsonNode measure = measure(trace.at("/items/0"), VEHICLES);
        assertThat(measure.get("applies").asBoolean()).isFalse();
        assertThat(measure.has("certainty")).isFalse();
        assertThat(measure.at("/rules/4/holds").asBoolean()).isFalse();
        assertThat(measure.at("/rules/4/words").asText()).contains("490199", "is not among");
    }

    @Test
    void shouldAskTheLawAsItWasKnownThen() throws Exception {
        log.write(limousine("aurus", 0, "870340"));

        JsonNode trace = ok("aurus", "?knownAt=2017-12-21T00:00:00Z&measureId=" + VEHICLES);

        assertThat(trace.get("violations").findValuesAsText("measureId")).doesNotContain(VEHICLES);
        assertThat(trace.at("/items/0/measures/0/rules/0/words").asText())
                .startsWith("no revision was recorded by 2017-12-21");
    }

    @Test
    void shouldTellWhichRecordCountsAndWhatBecomesOfTheOthers() throws Exception {
        log.write(limousine("aurus", 0, "870340"));
        log.write(limousine("aurus", 2, "490199"));
        log.write(limousine("aurus", 1, "870340"));
        log.write(limousine("aurus", 2, "490110"));
        log.write(DecodeResult.defect(Reason.UNDECODABLE, "bytes are left over"));

        JsonNode trace = ok("aurus", "");

        assertThat(trace.get("records").findValuesAsText("fate"))
                .containsExactly("SCREENED", "SCREENED", "SUPERSEDED", "DEAD_LETTER", "DEAD_LETTER");
        assertThat(trace.get("records").findValuesAsText("counts"))
                .containsExactly("false", "true", "false", "false", "false");
        assertThat(trace.get("records").findValuesAsText("why"))
                .containsExactly(
                        "revision 2 was there before",
                        "CONFLICTING_REVISION: revision 2 was there before with other content",
                        "UNDECODABLE: bytes are left over");
        assertThat(trace.at("/transfer/revision").asInt()).isEqualTo(2);
        assertThat(trace.get("violations")).isEmpty();
        assertThat(trace.get("items")).hasSize(1);
    }

    @Test
    void shouldTellOfATransferThatIsCancelledOrUnusable() throws Exception {
        log.write(
                limousine("gone", 1, "870340").replace("{\"transferId\"", "{\"status\":\"CANCELLED\",\"transferId\""));
        log.write(DecodeResult.defect(Reason.UNDECODABLE, "bytes are left over"));

        JsonNode cancelled = ok("gone", "");
        JsonNode unusable = ok("broken", "");

        assertThat(cancelled.at("/records/0/status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("violations")).isEmpty();
        assertThat(cancelled.get("items")).isEmpty();
        assertThat(unusable.get("records").findValuesAsText("fate")).containsExactly("DEAD_LETTER");
        assertThat(unusable.has("transfer")).isFalse();
    }

    @Test
    void shouldShowAFewOfManyItemsThoseWithFindingsFirst() throws Exception {
        String items = IntStream.rangeClosed(1, 3_000)
                .mapToObj(number -> "{\"itemNumber\":" + number + ",\"commodityCode\":\""
                        + (number == 2_500 ? "870340" : "490199") + "\"}")
                .collect(Collectors.joining(","));
        log.write(limousine("many", 0, "").replaceFirst("\"goodsItems\":.*", "\"goodsItems\":[" + items + "]}"));

        JsonNode usual = ok("many", "");
        JsonNode chosen = ok("many", "?item=2999");

        assertThat(usual.get("itemsInAll").asInt()).isEqualTo(3_000);
        assertThat(itemNumbers(usual)).hasSize(20).startsWith(2_500, 1, 2);
        assertThat(itemNumbers(chosen)).containsExactly(2_999);
        assertThat(chosen.get("violations").findValuesAsText("measureId")).contains(VEHICLES);
    }

    @Test
    void shouldSayThatThereIsNone() throws Exception {
        JsonNode absent = problem("nobody", "", 404);
        log.isComplete = false;
        JsonNode unfinished = problem("nobody", "", 504);
        log.isDown = true;
        JsonNode down = problem("nobody", "", 503);

        assertThat(absent.get("detail").asText()).contains("'nobody'", "partition 0 of transfers", "partition=…");
        assertThat(unfinished.get("detail").asText()).contains("set before=7");
        assertThat(down.get("detail").asText()).isEqualTo("topic transfers cannot be read: nobody answers");
    }

    @Test
    void shouldNameTheParameterThatIsWrong() throws Exception {
        log.write(limousine("aurus", 0, "870340"));

        for (String each : List.of(
                "partition=3",
                "partition=-1",
                "before=x",
                "item=7",
                "measureId=NO-SUCH",
                "knownAt=today",
                "all=true")) {
            assertThat(problem("aurus", "?" + each, 400).at("/errors/0/field").asText())
                    .isEqualTo(each.substring(0, each.indexOf('=')));
        }
    }

    @Test
    void shouldFindIdsThatAreNoUsualPartsOfAnAddress() throws Exception {
        String id = "24DE/5850 ÄÖ?#%2F.";
        log.write(limousine(id, 0, "870340"));

        JsonNode trace = ok("24DE%2F5850%20%C3%84%C3%96%3F%23%252F.", "");

        assertThat(trace.get("transferId").asText()).isEqualTo(id);
        assertThat(trace.at("/transfer/transferId").asText()).isEqualTo(id);
    }

    @Test
    void shouldLookForTwoAtOnceLetTwoWaitAndRefuseOthers() throws Exception {
        log.write(limousine("aurus", 0, "870340"));
        log.open = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> asked =
                new ArrayList<>(List.of(get("aurus", ""), get("aurus", "")));
        Awaitility.await().until(() -> log.asked.getCount() == 0);
        while (asked.stream().noneMatch(CompletableFuture::isDone)) {
            asked.add(get("aurus", ""));
        }
        assertThat(asked.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                .allMatch(refused -> refused.statusCode() == 429);
        log.open.countDown();

        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : asked) {
            HttpResponse<String> answer = each.get();
            statuses.add(answer.statusCode());
            if (answer.statusCode() == 429) {
                assertThat(answer.body()).contains("2 searches for transfers are being answered and 2 wait already");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            }
        }
        assertThat(statuses).containsOnly(200, 429).contains(429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeGreaterThanOrEqualTo(4);
        ok("aurus", "");
    }

    /** Found would be more than fits in memory. */
    @Test
    void shouldNotTraceWhatOpensTooMuch() throws Exception {
        String items = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> "{\"itemNumber\":" + number + ",\"commodityCode\":\"87\"}")
                .collect(Collectors.joining(","));
        for (int revision = 0; revision < 50; revision++) {
            log.write(limousine("many", revision, "")
                    .replaceFirst("\"goodsItems\":.*", "\"goodsItems\":[" + items + "]}"));
        }

        assertThat(problem("many", "", 422).get("detail").asText())
                .contains("more than 10000 violations", "up to offset");
    }

    @Test
    void shouldLeaveOutATransferThatIsTooLargeToShow() throws Exception {
        log.write(limousine("long", 0, "870340")
                .replace("\"commodityCode\"", "\"description\":\"" + "x".repeat(1 << 20) + "\",\"commodityCode\""));

        JsonNode trace = ok("long", "");

        assertThat(trace.has("transfer")).isFalse();
        assertThat(trace.at("/leftOut/0").toString()).isEqualTo("{\"field\":\"transfer\",\"shown\":0,\"inAll\":1}");
        assertThat(trace.at("/items")).hasSize(1);
    }

    private static String limousine(String transferId, int revision, String code) {
        return "{\"transferId\":\"" + transferId + "\",\"revision\":" + revision + ","
                + "\"occurredAt\":\"2024-02-18T00:00:00Z\",\"countryOfDispatch\":\"RU\",\"countryOfDestination\":\"KP\","
                + "\"goodsItems\":[{\"itemNumber\":1,\"commodityCode\":\"" + code + "\"}]}";
    }

    private static JsonNode measure(JsonNode item, String id) {
        return StreamSupport.stream(item.get("measures").spliterator(), false)
                .filter(measure -> measure.get("measureId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> itemNumbers(JsonNode trace) {
        return StreamSupport.stream(trace.get("items").spliterator(), false)
                .map(item -> item.get("itemNumber").asInt())
                .toList();
    }

    private JsonNode ok(String transfer, String query) throws Exception {
        HttpResponse<String> answer = get(transfer, query).get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode problem(String transfer, String query, int status) throws Exception {
        HttpResponse<String> answer = get(transfer, query).get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return json.readTree(answer.body());
    }

    private CompletableFuture<HttpResponse<String>> get(String transfer, String query) {
        URI uri = URI.create(server.url() + "/api/v1/transfers/" + transfer + "/trace" + query);
        return client.sendAsync(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
