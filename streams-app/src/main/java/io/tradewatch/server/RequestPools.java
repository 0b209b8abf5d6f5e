package io.tradewatch.server;

import io.tradewatch.server.console.Console;
import java.util.List;
import java.util.Set;

/**
 * Selects the pool for a request. Each kind of request has its own threads, so that no flood of one kind delays another, in
 * particular not health and metrics. A request that is not known to be cheap counts as costly.
 *
 * <p>Safe for use by several threads.
 */
final class RequestPools implements AutoCloseable {
    /** A body of this size has about 400 goods items at most: milliseconds of work. */
    static final int SMALL_BODY_BYTES = 16 * 1024;

    private static final String SCREEN = "/api/v1/screen";

    /** Paths answered from memory, without decoding, compiling or searching. */
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
     * @param path as received, not decoded
     * @param query as received; empty when there is none
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

    /**
     * Whether a query may have a parameter. No known parameter needs encoding in its name, so an encoded name counts as any
     * parameter.
     */
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
