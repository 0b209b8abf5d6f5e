package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry goes while the application runs. That delays what needs it, and loses nothing. */
class RegistryGoneIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldWaitForTheRegistryAndDeadLetterNothing() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            int laterContract = registerLaterContract(scene.servers().registryUrl());
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("before", "870340").build());
                scene.awaitAlerts(1);

                scene.cluster().killRegistry();
                // Its contract is known here, so nobody misses the registry.
                scene.transfer(toNorthKorea("known", "870340").build());
                scene.awaitAlerts(2);
                // A producer that is ahead of us: its contract must be asked for first.
                Transfer transfer = toNorthKorea("ahead", "870340").build();
                scene.send(LiveScene.TOPICS.transfers(), "ahead", written(scene.encode(transfer), laterContract));
                awaitRetries(scene);
                assertThat(scene.alerts()).extracting(Violation::getTransferId).containsExactly("before", "known");

                scene.cluster().startRegistry();
                scene.awaitAlerts(3);
                scene.awaitScreened();
                assertThat(application.lastFailure()).isEmpty();
            }
            assertThat(scene.alerts())
                    .extracting(Violation::getTransferId)
                    .containsExactlyInAnyOrder("before", "known", "ahead");
            assertThat(scene.deadLetters()).isZero();
        }
    }

    /** The record stays unscreened for a while in which it was read and its schema was asked for. */
    private static void awaitRetries(LiveScene scene) {
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !scene.isScreened());
    }

    /** Registers the contract of transfers with one more field, which may be absent, and returns its id. */
    private static int registerLaterContract(String registry) throws IOException, InterruptedException {
        ObjectNode schema = (ObjectNode) JSON.readTree(Transfer.getClassSchema().toString());
        ObjectNode field = ((ArrayNode) schema.get("fields")).addObject().put("name", "declarant");
        field.putArray("type").add("null").add("string");
        field.putNull("default");
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("schema", schema.toString()));
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        registry + "/subjects/" + LiveScene.TOPICS.transfers() + "-value/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("id").asInt();
    }

    /** The same transfer as written with the later contract: its additional field is absent. */
    private static byte[] written(byte[] today, int laterContract) {
        byte absent = 0;
        return ByteBuffer.allocate(today.length + 1)
                .put(today)
                .put(absent)
                .putInt(1, laterContract)
                .array();
    }
}
