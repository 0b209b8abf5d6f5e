package io.tradewatch.poison;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ask the API for more than it can do at once, until they are told to stop.
 *
 * <p><b>Threading notes.</b> Each guest is a thread; the counts are safe for all.
 */
final class ApiLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GUESTS = 6;
    private static final int NO_ANSWER = 0;

    private static final String LARGE_BODY =
            IntStream.range(0, 100).mapToObj(ApiLoad::transfer).collect(Collectors.joining(",", "[", "]"));

    private final ApplicationProcess application;
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final List<Thread> threads;
    private volatile boolean isStopped;

    ApiLoad(ApplicationProcess application, long seed) {
        this.application = application;
        this.threads = IntStream.range(0, GUESTS)
                .mapToObj(number -> new Thread(() -> run(new Random(seed + number)), "guest-" + number))
                .toList();
        threads.forEach(Thread::start);
    }

    private static String transfer(int number) {
        String items = IntStream.rangeClosed(1, 250)
                .mapToObj(item -> "{\"itemNumber\":" + item + ",\"commodityCode\":\"87\"}")
                .collect(Collectors.joining(","));
        return "{\"transferId\":\"g" + number
                + "\",\"occurredAt\":\"2024-02-18T00:00:00Z\",\"countryOfDispatch\":\"RU\","
                + "\"countryOfDestination\":\"KP\",\"goodsItems\":[" + items + "]}";
    }

    private void run(Random random) {
        while (!isStopped) {
            try {
                ask(random);
                Thread.sleep(random.nextInt(200));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void ask(Random random) throws InterruptedException {
        String kind = "screen";
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
        switch (random.nextInt(5)) {
            case 0, 1 ->
                request.uri(application.at("/api/v1/screen"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(LARGE_BODY));
            case 2 -> {
                kind = "knownAt";
                request.uri(application.at("/api/v1/measures?knownAt=20" + (10 + random.nextInt(15)) + "-0"
                        + (1 + random.nextInt(9)) + "-01T00:00:00Z"));
            }
            case 3 -> {
                kind = "violations";
                request.uri(application.at("/api/v1/violations?text=" + "a".repeat(1 + random.nextInt(3_000))));
            }
            default -> {
                kind = "transfer";
                request.uri(application.at("/api/v1/transfers/t" + random.nextInt(1_000) + "/trace"));
            }
        }
        int status = NO_ANSWER;
        try {
            status = application
                    .client()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            // counted as no answer
        }
        answers.merge(kind + " " + status, 1, Integer::sum);
    }

    /** How many requests of each kind had each answer; 0 is none. */
    Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** Sends them away; returns when they are gone. */
    void stop() throws InterruptedException {
        isStopped = true;
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }
}
