package io.tradewatch.ops;

import io.javalin.http.Context;
import io.tradewatch.ops.console.Console;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Lets in only who shows the credentials, where there are any. Safe for use by several threads. */
final class AuthenticationHandler {
    private static final String HEALTH = "/health/";
    private static final int UNAUTHORIZED = 401;

    private final Optional<Credentials> credentials;

    /** @param credentials what must be shown; empty: nothing */
    AuthenticationHandler(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /**
     * Why a request is turned away, one for a WebSocket on any path included: it does not show the credentials. Empty where it
     * may come in. Health is open to all: what keeps an application running asks after it, and cannot keep a secret. So are
     * the console's files, which hold none.
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

    /** Whether a request shows the credentials, or need not. */
    boolean isTrusted(Context context) {
        return isTrusted(context.header("Authorization"));
    }

    private boolean isTrusted(@Nullable String authorization) {
        return credentials.isEmpty()
                || (authorization != null && credentials.get().areShownBy(authorization));
    }
}
