package io.tradewatch.server;

import java.util.Map;

/**
 * Why a request is answered without being handled. Immutable.
 *
 * @param status the HTTP status, 400 to 599
 * @param detail one sentence for people: the error in the request, and what was expected or what to do
 * @param headers further headers of the answer, by name
 */
record Refusal(int status, String detail, Map<String, String> headers) {
    private static final int LEAST = 400;
    private static final int MOST = 599;

    /** @throws IllegalArgumentException when the status is not an error status */
    Refusal {
        if (status < LEAST || status > MOST) {
            throw new IllegalArgumentException("status is " + status + ", expected " + LEAST + " to " + MOST);
        }
        headers = Map.copyOf(headers);
    }

    Refusal(int status, String detail) {
        this(status, detail, Map.of());
    }

    /**
     * The server is at its limit.
     *
     * @param detail which limit is reached
     * @param seconds when to retry the request; sent as {@code Retry-After}
     */
    static Refusal busy(String detail, int seconds) {
        return new Refusal(429, detail, Map.of("Retry-After", Integer.toString(seconds)));
    }
}
