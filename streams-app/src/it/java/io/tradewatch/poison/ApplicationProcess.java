package io.tradewatch.poison;

import io.tradewatch.CommandProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a process of its own, with the launcher's heap, as who is on call sees it. Used by several threads. */
final class ApplicationProcess implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int READY = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final CommandProcess process;
    private final int port;

    ApplicationProcess(Path folder, Map<String, String> environment) throws IOException {
        this.port = freePort();
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRADEWATCH_HTTP_PORT", Integer.toString(port));
        this.process = CommandProcess.start(folder, all, "run");
        process.awaitWords("state: RUNNING");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** An address of its window. */
    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient client() {
        return client;
    }

    /** Whether it says that it is ready, and what it says. */
    HttpResponse<String> readiness() throws IOException, InterruptedException {
        return get("/health/ready");
    }

    boolean isReady() throws IOException, InterruptedException {
        return readiness().statusCode() == READY;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** The samples of a metric, added up. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The most memory that it ever had, in MB; 0 where the system does not tell. */
    long mostResident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        Matcher resident = RESIDENT.matcher(Files.readString(status));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1_024 : 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines that it wrote. */
    String said() throws IOException {
        List<String> lines = process.said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    @Override
    public void close() {
        process.close();
    }
}
