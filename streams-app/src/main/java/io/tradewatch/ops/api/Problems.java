package io.tradewatch.ops.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever goes wrong with a request in one form, and never with the inside of the program. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int INTERNAL = 500;

    private Problems() {}

    /** Answers for every route. */
    public static void addTo(RoutesConfig routes) {
        routes.exception(
                ProblemException.class, (e, context) -> answer(context, e.status(), e.getMessage(), e.errors()));
        routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), e.getMessage(), List.of()));
        routes.exception(Exception.class, (e, context) -> {
            if (answer(context, INTERNAL, "this request cannot be answered; the log tells why", List.of())) {
                LOG.error("{} {} failed", context.method(), context.path(), e);
            }
        });
    }

    /**
     * Returns false where there is nobody left to answer: a stream of events ends this way. Nothing may be thrown then, as
     * Javalin would have that answered too, again and again without end.
     */
    private static boolean answer(Context context, int status, String detail, List<Problem.At> errors) {
        Problem problem =
                new Problem("about:blank", HttpStatus.forStatus(status).getMessage(), status, detail, errors);
        try {
            context.status(status).contentType("application/problem+json").result(JSON.writeValueAsBytes(problem));
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always written", e);
        } catch (RuntimeException e) {
            LOG.debug("who asked is gone before the answer: {}", detail, e);
            return false;
        }
    }
}
