package io.tradewatch.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * Keeps pages of other sites from reaching a server without credentials through a browser on this machine. Another site can
 * make its name resolve to 127.0.0.1 (DNS rebinding), so the requested host must be this machine's. A page can send requests
 * although it cannot read their answers, so requests that name another origin are refused. Immutable and safe for use by
 * several threads.
 */
final class BrowserCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String API = "/api/";
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final String host;

    /** @param host the address that the server listens on, with or without brackets; it is accepted as a Host, too */
    BrowserCheck(String host) {
        this.host = bare(host);
    }

    /** Why a request is refused; empty when it is allowed. */
    Optional<Refusal> refusal(Request request) {
        String asked = bare(Request.getServerName(request));
        if (!LOOPBACK.contains(asked) && !asked.equals(host)) {
            return Optional.of(new Refusal(
                    MISDIRECTED,
                    "the request's Host is " + asked + ", expected localhost, 127.0.0.1, [::1]"
                            + (LOOPBACK.contains(host) ? "" : " or " + host)
                            + "; set http.token or http.user to be reached by other names"));
        }
        HttpFields headers = request.getHeaders();
        String origin = headers.get("Origin");
        if (origin != null && !isOwn(origin, request)) {
            return Optional.of(foreign("Origin is " + origin));
        }
        String site = headers.get("Sec-Fetch-Site");
        boolean isOfApi = String.valueOf(request.getHttpURI().getPath()).startsWith(API);
        return isOfApi && site != null && !OWN_SITE.contains(site)
                ? Optional.of(foreign("Sec-Fetch-Site is " + site))
                : Optional.empty();
    }

    private static Refusal foreign(String header) {
        return new Refusal(
                FORBIDDEN,
                "a page of another origin sent this request (" + header
                        + "), expected one of this server's own; set http.token or http.user to allow others");
    }

    private static boolean isOwn(String origin, Request request) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && origin.substring(scheme + "://".length())
                        .equalsIgnoreCase(String.valueOf(request.getHttpURI().getAuthority()));
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
