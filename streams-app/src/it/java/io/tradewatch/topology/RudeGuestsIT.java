package io.tradewatch.topology;

import static io.tradewatch.topology.Scene.ban;
import static io.tradewatch.topology.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.ops.Operations;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for too much over HTTP gets a clear answer, and screening does not notice. */
class RudeGuestsIT {
    private static final int WATCHERS = 500;
    private static final int PLACES = 20;
    private static final int SLOW = 50;
    private static final int READ_AT_ONCE = 8;
    private static final int TRANSFERS = 50;
    private static final int MANY_ITEMS = 10_000;
    private static final long MOST_MEMORY = 100L * 1024 * 1024;

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

                assertThat(watch(operations))
                        .isEqualTo(Map.of("HTTP/1.1 200 OK", PLACES, refusal(), WATCHERS - PLACES));
                dawdle(operations);
                assertThat(screen(operations, "x".repeat(10 * 1024 * 1024))).startsWith("413");
                assertThat(screen(operations, manyItems()))
                        .startsWith("503")
                        .contains("too many requests are being read");
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

    /** Sends transfers of which each opens an alert, and waits until there are so many in all; tells how long that took. */
    private static Duration screen(LiveScene scene, String name, int count, int inAll) throws Exception {
        long begun = System.nanoTime();
        for (int each = 0; each < count; each++) {
            scene.transfer(toNorthKorea(name + each, "870340").build());
        }
        scene.awaitAlerts(inAll);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String refusal() {
        return "HTTP/1.1 503 Service Unavailable";
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
        return send(HttpRequest.newBuilder(URI.create(operations.url() + "/api/v1/screen"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String get(Operations operations, String path) {
        return send(HttpRequest.newBuilder(URI.create(operations.url() + path)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
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
