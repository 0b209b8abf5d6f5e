package io.tradewatch.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.text.BoundedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Checks the health of an application on this machine, if one runs with these settings. */
record ApplicationCheck(Configuration configuration) implements Check {
    private static final String CHECK = "application";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int UP = 200;

    @Override
    public List<Diagnosis> run() throws InterruptedException {
        boolean isTls = !configuration.get(Keys.HTTP_CERTIFICATE).isEmpty();
        String address = (isTls ? "https://" : "http://") + configuration.get(Keys.HTTP_HOST) + ":"
                + configuration.get(Keys.HTTP_PORT) + "/health/ready";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
        String token = configuration.get(Keys.HTTP_TOKEN);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
            return List.of(judge(address, answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return List.of(Diagnosis.unchecked(CHECK, "none answers at " + address));
        }
    }

    static Diagnosis judge(String address, int status, String body) {
        if (status == UP) {
            return Diagnosis.ok(CHECK, "is ready, says " + address);
        }
        try {
            JsonNode reasons = BoundedJson.mapper().build().readTree(body).path("reasons");
            return Diagnosis.warning(
                    CHECK,
                    "is not ready, says " + address + (reasons.isEmpty() ? "" : ": " + reasons),
                    "docs/operations.md, TradewatchNotReady");
        } catch (JsonProcessingException e) {
            return Diagnosis.unchecked(CHECK, "what answers at " + address + " is no Tradewatch");
        }
    }
}
