package io.tradewatch.server;

import io.javalin.http.Context;
import io.tradewatch.server.console.Console;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Rejects requests without valid credentials, if credentials are configured. Safe for use by several threads. */
final class AuthenticationHandler {
    private static final String HEALTH = "/health/";
    private static final int UNAUTHORIZED = 401;

    private final Optional<Credentials> credentials;

    /** @param credentials the accepted credentials; empty: every request is accepted */
    AuthenticationHandler(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /**
     * Why a request is rejected: it has no valid credentials. Empty when the request is accepted. The check covers WebSocket
     * upgrades on any path. Health endpoints need no credentials, because an orchestrator probes them and cannot keep a
     * secret. The console's files need none either, because they contain no secret.
     */
    Optional<Refusal> refusal(Request request) {
        boolean isLetIn = isTrusted(request.getHeaders().get("Authorization"))
                || (!request.getHeaders().contains("Upgrade", "websocket")
                        && isOpenToAll(String.valueOf(request.getHttpURI().getPath())));
        return isLetIn
                ? Optional.empty()
                : Optional.of(new Refusal(
                        UNAUTHORIZED,
                        "show a token or a user: Authorization: Bearer …",
                        Map.of("WWW-Authenticate", "Bearer, Basic realm=\"tradewatch\"")));
    }

    private static boolean isOpenToAll(String path) {
        return path.startsWith(HEALTH) || Console.serves(path);
    }

    /** Whether a request has valid credentials, or no credentials are configured. */
    boolean isTrusted(Context context) {
        return isTrusted(context.header("Authorization"));
    }

    private boolean isTrusted(@Nullable String authorization) {
        return credentials.isEmpty()
                || (authorization != null && credentials.get().areShownBy(authorization));
    }
}
