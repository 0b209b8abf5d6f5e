package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as a stranger's client reads them. */
class KcatIT {
    @TempDir
    private Path stateDirectory;

    @Test
    void shouldShowKcatAnAlertWhoseSchemaTheRegistryServes() throws Exception {
        Path kcat = Capability.command("kcat");
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("aurus", "870340").build());
                scene.awaitAlerts(1);
                application.leave();
            }

            byte[] alert = readAlert(kcat, scene.servers().bootstrapServers());

            assertThat(alert[0]).as("the magic byte").isZero();
            int schemaId = ByteBuffer.wrap(alert).getInt(1);
            assertThat(schemaById(scene.servers().registryUrl(), schemaId))
                    .contains("io.tradewatch.avro")
                    .contains("violationId");
        }
    }

    private static byte[] readAlert(Path kcat, String servers) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        kcat.toString(),
                        "-b",
                        servers,
                        "-C",
                        "-t",
                        LiveScene.TOPICS.violations(),
                        "-X",
                        "isolation.level=read_committed",
                        "-e",
                        "-q",
                        "-D",
                        "")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Arrays.toString(output)).isZero();
        return output;
    }

    private static String schemaById(String registry, int id) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
