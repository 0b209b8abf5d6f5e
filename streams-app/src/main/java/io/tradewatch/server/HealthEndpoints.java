package io.tradewatch.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Liveness and readiness endpoints. They answer 200 or 503; a request with valid credentials also gets the reasons. */
final class HealthEndpoints {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UP = 200;
    private static final int DOWN = 503;

    private final Health health;
    private final AuthenticationHandler authenticationHandler;

    HealthEndpoints(Health health, AuthenticationHandler authenticationHandler) {
        this.health = health;
        this.authenticationHandler = authenticationHandler;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/health/live", context -> answer(context, health.live()));
        routes.get("/health/ready", context -> answer(context, health.ready()));
    }

    private void answer(Context context, HealthReport report) throws JsonProcessingException {
        HealthReport told = authenticationHandler.isTrusted(context) ? report : report.withoutDetails();
        context.status(report.isUp() ? UP : DOWN)
                .contentType("application/json")
                .result(JSON.writeValueAsString(told));
    }
}
