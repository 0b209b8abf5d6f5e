package io.tradewatch.benchmarks;

import io.tradewatch.kafka.TopicNames;
import io.tradewatch.server.HttpSettings;
import io.tradewatch.server.Operations;
import io.tradewatch.server.PortTakenException;
import io.tradewatch.streams.ScreeningApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A Tradewatch whose window is open and looked through: Prometheus scrapes it three times as often as is usual, a console
 * shows how it is, and one watcher gets every alert. Whoever looks is in this JVM too, and costs what it costs.
 */
final class Watching implements Instance {
    static final Duration SCRAPE = Duration.ofSeconds(5);
    static final Duration LOOK = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Operations operations;
    private final ScreeningApplication application;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Watching(Operations operations, ScreeningApplication application) {
        this.operations = operations;
        this.application = application;
    }

    static Watching start(BenchCluster cluster, TopicNames topics, String id, Path state) throws PortTakenException {
        Operations operations =
                Operations.open(new HttpSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, 2_000));
        ScreeningApplication application =
                Settings.startScreening(cluster, topics, id, state, Settings.THIRTY_DAYS, operations.meters());
        operations.watch(application, cluster.kafka(), cluster.registry(), topics);
        Watching watching = new Watching(operations, application);
        watching.look("/metrics", SCRAPE);
        watching.look("/api/v1/overview", LOOK);
        watching.follow();
        return watching;
    }

    private void look(String path, Duration every) {
        Thread looking = new Thread(
                () -> {
                    try {
                        while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                            client.send(request(path, "application/json"), HttpResponse.BodyHandlers.discarding());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        // The window closes between two looks.
                    }
                },
                "looking at " + path);
        looking.setDaemon(true);
        looking.start();
    }

    private void follow() {
        var unused = client.sendAsync(
                request("/api/v1/violations/stream", "text/event-stream"), HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(operations.url() + path))
                .header("Accept", accept)
                .build();
    }

    @Override
    public KafkaStreams streams() {
        return application.streams();
    }

    @Override
    public void close() {
        closed.countDown();
        application.leave();
        operations.close();
    }
}
