package io.tradewatch.ops;

import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import io.tradewatch.ops.console.Console;
import java.util.Optional;

/** Lets in only who shows the credentials, where there are any. Safe for use by several threads. */
final class Doorkeeper {
    private static final String HEALTH = "/health/";

    private final Optional<Credentials> credentials;

    /** @param credentials what must be shown; empty: nothing */
    Doorkeeper(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /**
     * Turns away whoever does not show the credentials. Health is open to all: what keeps an application running asks
     * after it, and cannot keep a secret. So are the console's files, which hold none.
     */
    void check(Context context) {
        if (!isTrusted(context) && !isOpenToAll(context.path())) {
            context.header("WWW-Authenticate", "Bearer, Basic realm=\"tradewatch\"");
            throw new UnauthorizedResponse("show a token or a user: Authorization: Bearer …");
        }
    }

    private static boolean isOpenToAll(String path) {
        return path.startsWith(HEALTH) || Console.serves(path);
    }

    /** Whether a request shows the credentials, or need not. */
    boolean isTrusted(Context context) {
        String authorization = context.header("Authorization");
        return credentials.isEmpty()
                || (authorization != null && credentials.get().areShownBy(authorization));
    }
}
