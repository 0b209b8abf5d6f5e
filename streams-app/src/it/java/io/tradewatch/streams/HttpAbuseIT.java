package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.server.Operations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for too much over HTTP gets a clear answer, and screening does not notice. */
class HttpAbuseIT {
    private static final int WATCHERS = 500;
    private static final int PLACES = 20;
    private static final int SLOW = 50;
    private static final int READ_AT_ONCE = 32;
    private static final int TRANSFERS = 50;
    private static final int MANY_ITEMS = 10_000;
    private static final long MOST_MEMORY = 100L * 1024 * 1024;
    private static final int FLOODING = 6;
    private static final int BANS = 4;
    private static final Duration FLOOD = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MOST_ANSWERED = 5 << 20;

    /** Of the guests and their answers as well: they live in this process. */
    private static final long MOST_MEMORY_OF_A_FLOOD = 256L * 1024 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> guests = new ArrayList<>();

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldScreenAsBeforeWhileGuestsAskForTooMuch() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(100_000)) {
            try (ScreeningApplication application = scene.start(operations)) {
                scene.law(ban("BAN-VEHICLES", 1, "87"));
                screen(scene, "warm", 1, 1);
                Duration before = screen(scene, "before", TRANSFERS, 1 + TRANSFERS);
                long memoryBefore = memory();

                Map<String, Integer> watching = watch(operations);
                assertThat(watching.get("HTTP/1.1 200 OK")).isEqualTo(PLACES);
                assertThat(watching.keySet())
                        .isSubsetOf(
                                "HTTP/1.1 200 OK",
                                "HTTP/1.1 503 Service Unavailable",
                                "HTTP/1.1 429 Too Many Requests");
                dawdle(operations);
                assertThat(screen(operations, "x".repeat(10 * 1024 * 1024))).startsWith("413");
                assertThat(screen(operations, manyItems()))
                        .startsWith("503")
                        .contains("the bodies of 32 requests are being read already");
                assertThat(get(operations, "/health/live")).startsWith("200");
                assertThat(get(operations, "/health/ready")).startsWith("200");
                long memoryMeanwhile = memory();
                Duration meanwhile = screen(scene, "meanwhile", TRANSFERS, 1 + 2 * TRANSFERS);
                assertThat(memoryMeanwhile - memoryBefore).isLessThan(MOST_MEMORY);
                assertThat(meanwhile)
                        .as("50 transfers took " + before + " before")
                        .isLessThan(before.multipliedBy(3).plusSeconds(2));

                // Who dawdles is sent away, and then there is room for a clear answer.
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(screen(operations, manyItems()))
                                .startsWith("422")
                                .contains("has 10000 items, expected at most 1000"));
                scene.transfer(
                        toNorthKorea("many", "490199").setGoodsItems(items()).build());
                assertThat(scene.awaitAlerts(2 + 2 * TRANSFERS))
                        .as("one of ten thousand items")
                        .anyMatch(alert -> alert.getTransferId().equals("many")
                                && alert.getGoodsItem().getItemNumber() == MANY_ITEMS);
                application.leave();
            }
        } finally {
            for (Socket guest : guests) {
                guest.close();
            }
        }
    }

    /** Six guests screen the largest batches that are taken, one after the other, in which 100,000 violations are found. */
    @Test
    void shouldAnswerForHealthAndGoOnScreeningBesideLargeRequests() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory);
                Operations operations = LiveScene.window(100_000)) {
            try (ScreeningApplication application = scene.start(operations)) {
                scene.law(IntStream.range(0, BANS)
                        .mapToObj(number -> ban("BAN-" + number, 1, "87"))
                        .toArray(Measure[]::new));
                screen(scene, "warm", 1, BANS);
                long memoryBefore = memory();
                List<Duration> health = new CopyOnWriteArrayList<>();
                List<String> small = new CopyOnWriteArrayList<>();
                // The first requests of a process are slow by themselves.
                timed(operations);
                assertThat(screen(operations, batch(1, 1))).startsWith("200");
                ScheduledExecutorService polling = Executors.newScheduledThreadPool(2);
                ExecutorService guests = Executors.newFixedThreadPool(FLOODING);
                long end = System.nanoTime() + FLOOD.toNanos();
                List<CompletableFuture<List<String>>> flooding = IntStream.range(0, FLOODING)
                        .mapToObj(guest -> CompletableFuture.supplyAsync(() -> flood(operations, end), guests))
                        .toList();
                List<ScheduledFuture<?>> polls = List.of(
                        everyPoll(polling, () -> health.add(timed(operations))),
                        everyPoll(polling, () -> small.add(screen(operations, batch(1, 1)))));

                Duration meanwhile = screen(scene, "meanwhile", TRANSFERS, BANS * (1 + TRANSFERS));
                long memoryMeanwhile = memory();

                List<String> answers = flooding.stream()
                        .flatMap(guest -> guest.join().stream())
                        .toList();
                polls.forEach(poll -> poll.cancel(false));
                polling.shutdown();
                guests.shutdown();
                assertThat(health).hasSizeGreaterThan(100).allMatch(took -> took.compareTo(Duration.ofSeconds(1)) < 0);
                assertThat(small).hasSizeGreaterThan(20).allMatch(answer -> answer.startsWith("200"));
                assertThat(answers.stream()
                                .map(answer -> answer.substring(0, 3))
                                .collect(Collectors.toSet()))
                        .as("503 where the machine is too slow to screen one within its time")
                        .contains("200", "429")
                        .isSubsetOf("200", "429", "503");
                assertThat(answers).allMatch(answer -> answer.length() < MOST_ANSWERED);
                assertThat(answers)
                        .filteredOn(answer -> answer.startsWith("200"))
                        .allMatch(answer ->
                                answer.endsWith("{\"field\":\"results[99].violations\",\"shown\":0,\"inAll\":1000}]}"));
                assertThat(memoryMeanwhile - memoryBefore).isLessThan(MOST_MEMORY_OF_A_FLOOD);
                assertThat(meanwhile).isLessThan(Duration.ofSeconds(30));
                application.leave();
            }
        }
    }

    private static ScheduledFuture<?> everyPoll(ScheduledExecutorService polling, Runnable task) {
        return polling.scheduleAtFixedRate(task, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<String> flood(Operations operations, long end) {
        List<String> answers = new ArrayList<>();
        String large =
                "[" + IntStream.range(0, 100).mapToObj(each -> batch(each, 250)).collect(Collectors.joining(",")) + "]";
        while (System.nanoTime() < end) {
            answers.add(send(post(operations, large).timeout(Duration.ofSeconds(60))));
        }
        return answers;
    }

    private static String batch(int number, int items) {
        return "{\"transferId\":\"large-" + number + "\",\"occurredAt\":\"2024-02-18T00:00:00Z\","
                + "\"countryOfDispatch\":\"RU\",\"countryOfDestination\":\"KP\",\"goodsItems\":["
                + IntStream.rangeClosed(1, items)
                        .mapToObj(item -> "{\"itemNumber\":" + item + ",\"commodityCode\":\"87\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private Duration timed(Operations operations) {
        long begun = System.nanoTime();
        assertThat(get(operations, "/health/live")).startsWith("200");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Sends transfers of which each opens an alert, and waits until there are so many in all; tells how long that took. */
    private static Duration screen(LiveScene scene, String name, int count, int inAll) throws Exception {
        long begun = System.nanoTime();
        for (int each = 0; each < count; each++) {
            scene.transfer(toNorthKorea(name + each, "870340").build());
        }
        scene.awaitAlerts(inAll);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** All of them stay connected; how many got which answer. */
    private Map<String, Integer> watch(Operations operations) throws IOException {
        for (int each = 0; each < WATCHERS; each++) {
            say(
                    connect(operations),
                    "GET /api/v1/violations/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        }
        List<String> answers = new ArrayList<>();
        for (Socket guest : guests) {
            answers.add(new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine());
        }
        return answers.stream().collect(Collectors.toMap(answer -> answer, answer -> 1, Integer::sum));
    }

    /** Many begin to send, and do not go on; a few are waited for, the others are told at once. */
    private void dawdle(Operations operations) throws IOException {
        for (int each = 0; each < SLOW; each++) {
            say(
                    connect(operations),
                    "POST /api/v1/screen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n{");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .until(() -> answered(guests.subList(WATCHERS, WATCHERS + SLOW)) == SLOW - READ_AT_ONCE);
    }

    private static long answered(List<Socket> connected) throws IOException {
        long answered = 0;
        for (Socket each : connected) {
            answered += each.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }

    private Socket connect(Operations operations) throws IOException {
        URI uri = URI.create(operations.url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        guests.add(socket);
        return socket;
    }

    private static void say(Socket guest, String request) throws IOException {
        guest.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        guest.getOutputStream().flush();
    }

    private static String manyItems() {
        return "{\"transferId\":\"many\",\"occurredAt\":\"2024-02-18T00:00:00Z\",\"goodsItems\":["
                + IntStream.rangeClosed(1, MANY_ITEMS)
                        .mapToObj(number -> "{\"itemNumber\":" + number + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** The last of them is a vehicle. */
    private static List<GoodsItem> items() {
        return IntStream.rangeClosed(1, MANY_ITEMS)
                .mapToObj(number -> GoodsItem.newBuilder()
                        .setItemNumber(number)
                        .setCommodityCode(number == MANY_ITEMS ? "870340" : "490199")
                        .build())
                .toList();
    }

    private String screen(Operations operations, String body) {
        return send(post(operations, body).timeout(Duration.ofSeconds(5)));
    }

    private static HttpRequest.Builder post(Operations operations, String body) {
        return HttpRequest.newBuilder(URI.create(operations.url() + "/api/v1/screen"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String get(Operations operations, String path) {
        return send(HttpRequest.newBuilder(URI.create(operations.url() + path)).timeout(Duration.ofSeconds(5)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What is used after a collection, in bytes. */
    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
