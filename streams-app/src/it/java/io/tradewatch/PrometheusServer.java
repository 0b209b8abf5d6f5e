package io.tradewatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prometheus in a process of its own, on this machine only, that ends with this one, whatever happens to it. */
public final class PrometheusServer implements AutoCloseable {
    /** Ends Prometheus when the pipe to this process closes. */
    private static final String WITH_THIS_PROCESS = "\"$0\" \"$@\" & cat > /dev/null; kill $!; wait $!";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final String url;

    private PrometheusServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for its data and its configuration
     * @param configuration as in prometheus.yml
     * @throws org.opentest4j.TestAbortedException when the machine lacks it and nobody requires it
     */
    public static PrometheusServer start(Path folder, String configuration) throws IOException {
        String command = Capability.command("prometheus").toString();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        Path log = folder.resolve("prometheus.log");
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        WITH_THIS_PROCESS,
                        command,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--storage.tsdb.retention.time=1h",
                        "--web.listen-address=" + address,
                        "--enable-feature=exemplar-storage",
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, "http://" + address);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(server::isReady);
        } catch (RuntimeException e) {
            server.close();
            throw new AssertionError("Prometheus does not start: " + Files.readString(log), e);
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What an expression yields now: {@code [{"metric": {…}, "value": [time, "1"]}, …]}. */
    public JsonNode query(String expression) {
        return data("/api/v1/query?query=" + encoded(expression)).get("result");
    }

    /** The values that a label has in the series of a selector. */
    public JsonNode labelValues(String label, String selector) {
        return data("/api/v1/label/" + label + "/values?match[]=" + encoded(selector));
    }

    /** The exemplars of a selector that were scraped in the last minutes. */
    public JsonNode exemplars(String selector) {
        long now = System.currentTimeMillis() / 1000;
        return data(
                "/api/v1/query_exemplars?query=" + encoded(selector) + "&start=" + (now - 600) + "&end=" + (now + 1));
    }

    /** The names of the alerts that fire now. */
    public Set<String> firing() {
        Set<String> firing = new TreeSet<>();
        for (JsonNode alert : data("/api/v1/alerts").get("alerts")) {
            if (alert.get("state").asText().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asText());
            }
        }
        return firing;
    }

    private JsonNode data(String path) {
        try {
            HttpResponse<String> answer = send(path);
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return json.readTree(answer.body()).get("data");
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path.replace("[]", "%5B%5D")))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
