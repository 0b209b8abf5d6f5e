package io.tradewatch.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request in problem format, without internal details of the program. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int INTERNAL = 500;

    /** The media type of problems. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** Maximum number of characters of a message. A quoted value can be as long as a body. */
    private static final int MOST_CHARACTERS = 1_000;

    private Problems() {}

    /** Registers the error handlers of all routes. */
    public static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> {
            e.retryAfter().ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
            answer(context, e.status(), e.getMessage(), e.errors());
        });
        routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), e.getMessage(), List.of()));
        routes.exception(Exception.class, (e, context) -> {
            if (answer(context, INTERNAL, "this request cannot be answered; see the log for the reason", List.of())) {
                LOG.error("{} {} failed", context.method(), context.path(), e);
            }
        });
    }

    /**
     * Returns false if the client is gone, which is how a stream of events ends. This method must not throw then: Javalin
     * would answer that exception too, in an endless loop.
     */
    private static boolean answer(Context context, int status, String detail, List<Problem.At> errors) {
        try {
            context.status(status).contentType(CONTENT_TYPE).result(json(status, detail, errors));
            return true;
        } catch (RuntimeException e) {
            LOG.debug("who asked is gone before the answer: {}", detail, e);
            return false;
        }
    }

    /**
     * A problem in JSON, of a few kilobytes at most.
     *
     * @param status the HTTP status
     * @param detail what is wrong, and what was expected; cut if it is very long
     */
    public static byte[] json(int status, String detail) {
        return json(status, detail, List.of());
    }

    private static byte[] json(int status, String detail, List<Problem.At> errors) {
        List<Problem.At> cut = errors.stream()
                .map(each -> new Problem.At(cut(each.field()), cut(each.detail())))
                .toList();
        try {
            return JSON.writeValueAsBytes(
                    new Problem("about:blank", HttpStatus.forStatus(status).getMessage(), status, cut(detail), cut));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always written", e);
        }
    }

    /** Cuts a text to the maximum length of a message. */
    static String cut(String text) {
        int most = Math.min(text.length(), MOST_CHARACTERS);
        int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return end == text.length() ? text : text.substring(0, end) + "…";
    }
}
