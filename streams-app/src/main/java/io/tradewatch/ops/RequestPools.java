package io.tradewatch.ops;

import io.tradewatch.ops.console.Console;
import java.util.List;
import java.util.Set;

/**
 * Which pool handles a request. Each kind has threads of its own, so that no flood of one kind delays another; health and
 * metrics above all. A request is costly unless it is known to be cheap.
 *
 * <p>Safe for use by several threads.
 */
final class RequestPools implements AutoCloseable {
    /** A body of so many bytes has some 400 goods items at most: milliseconds of work. */
    static final int SMALL_BODY_BYTES = 16 * 1024;

    private static final String SCREEN = "/api/v1/screen";

    /** Answered from what is in memory, without decoding, compiling or searching. */
    private static final Set<String> CHEAP =
            Set.of("/api/v1/overview", "/api/v1/violations", "/api/v1/violations/stream", "/api/v1/openapi.yaml");

    private final RequestPool health = new RequestPool("http-health", "questions after health", 2, 64, 1);
    private final RequestPool metrics = new RequestPool("http-metrics", "scrapes of metrics", 1, 4, 5);
    private final RequestPool cheap = new RequestPool("http-cheap", "requests", 2, 256, 1);
    private final RequestPool small = new RequestPool("http-screen", "small requests to screen", 2, 64, 1);
    private final RequestPool costly = new RequestPool("http-costly", "costly requests", 2, 2, 2);
    private final RequestPool search = new RequestPool("http-search", "searches for transfers", 2, 2, 10);

    /**
     * The pool of a request.
     *
     * @param path as it came in, not decoded
     * @param query as it came in; empty where there is none
     * @param bodyBytes the size of the body
     */
    RequestPool of(String path, String query, int bodyBytes) {
        if (path.startsWith("/health/")) {
            return health;
        }
        if (path.equals("/metrics")) {
            return metrics;
        }
        if (path.equals(SCREEN) && bodyBytes <= SMALL_BODY_BYTES && !mayHave(query, "knownAt")) {
            return small;
        }
        if (Console.serves(path) || (CHEAP.contains(path) && !mayHave(query, "text"))) {
            return cheap;
        }
        return path.contains("/transfers/") ? search : costly;
    }

    /** No parameter that is known has a name that must be encoded: what is encoded may be any. */
    private static boolean mayHave(String query, String parameter) {
        for (String each : query.split("&", -1)) {
            String name = each.substring(0, each.indexOf('=') < 0 ? each.length() : each.indexOf('='));
            if (name.equals(parameter) || name.contains("%")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        List.of(health, metrics, cheap, small, costly, search).forEach(RequestPool::close);
    }
}
