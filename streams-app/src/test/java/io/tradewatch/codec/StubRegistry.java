package io.tradewatch.codec;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A web server that answers every request of a registry's client alike, and remembers what it was asked. */
public final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Integer> firstStatuses = new ConcurrentLinkedDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile int status;
    private volatile String body;
    private volatile String authorization = "";

    public StubRegistry(int status, String body) throws IOException {
        this.status = status;
        this.body = body;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = this.body.getBytes(StandardCharsets.UTF_8);
            Integer first = firstStatuses.poll();
            exchange.sendResponseHeaders(first == null ? this.status : first, answer.length == 0 ? -1 : answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        server.start();
    }

    /** Gives the next answer this status, and only that. */
    public void answerOnceWith(int firstStatus) {
        firstStatuses.add(firstStatus);
    }

    public void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    public Map<String, String> properties() {
        return Map.of("schema.registry.url", url());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
