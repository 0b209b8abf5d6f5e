package io.tradewatch.server;

import io.tradewatch.server.api.Problems;
import io.tradewatch.server.api.RequestBody;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Handles every request first, including upgrades and errors: checks access, reads the body, and passes the request to the
 * pool of its kind. Nothing here blocks, so Jetty's own threads are always free for the next request.
 *
 * <p><b>Threading notes.</b> Several of Jetty's threads call it concurrently. The handlers behind it run in the threads of
 * the pools.
 */
final class RequestGate extends Handler.Wrapper {
    private static final long MAX_UNREAD_BYTES = 32L << 20;
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private final AuthenticationHandler authenticationHandler;
    private final Optional<BrowserCheck> browsers;
    private final RequestPools pools = new RequestPools();
    private final BodyReading bodies = new BodyReading(RequestBody.MAX_BYTES);
    private final UnreadAnswers answers = new UnreadAnswers(MAX_UNREAD_BYTES, LONGEST_READING);

    /**
     * A gate.
     *
     * @param authenticationHandler checks credentials
     * @param browsers checks hosts and origins; empty when requests need credentials, because a foreign page has none
     */
    RequestGate(AuthenticationHandler authenticationHandler, Optional<BrowserCheck> browsers) {
        this.authenticationHandler = authenticationHandler;
        this.browsers = browsers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        guard(response);
        Optional<Refusal> refusal =
                browsers.flatMap(check -> check.refusal(request)).or(() -> authenticationHandler.refusal(request));
        if (refusal.isPresent()) {
            refuse(refusal.get(), request, response, callback);
        } else if (takesNoBody(request) && BodyReading.discardWhatHasCome(request)) {
            admit(0, request, response, callback);
        } else {
            bodies.read(
                    request,
                    body -> {
                        request.setAttribute(RequestBody.ATTRIBUTE, body);
                        admit(body.length, request, response, callback);
                    },
                    why -> refuse(why, request, response, callback));
        }
        return true;
    }

    private static boolean takesNoBody(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private void admit(int bodyBytes, Request request, Response response, Callback callback) {
        String path = String.valueOf(request.getHttpURI().getPath());
        String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
        RequestPool pool = pools.of(path, query, bodyBytes);
        // A request that waits for its pool is not idle.
        request.addIdleTimeoutListener(timeout -> false);
        if (!pool.offer(() -> pass(request, answers.hold(request, response, callback)))) {
            refuse(pool.refusal(), request, response, callback);
        }
    }

    private void pass(Request request, UnreadAnswers.Held answer) {
        try {
            if (!super.handle(request, answer, answer)) {
                Response.writeError(request, answer, answer, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, answer, answer, e);
        } catch (Error e) {
            answer.failed(e);
            throw e;
        }
    }

    /** Answers at once, even while the client still sends, and closes the connection if the request is incomplete. */
    private static void refuse(Refusal refusal, Request request, Response response, Callback callback) {
        boolean isWhole = BodyReading.discardWhatHasCome(request);
        response.setStatus(refusal.status());
        refusal.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!isWhole) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        write(
                refusal.detail(),
                response,
                isWhole
                        ? callback
                        : Callback.from(
                                callback.getInvocationType(),
                                () -> BodyReading.discard(request, callback::succeeded),
                                callback::failed));
    }

    private static void write(String detail, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(Problems.json(response.getStatus(), detail)), callback);
    }

    /** Headers of every answer. The console replaces them for its immutable files. */
    private static void guard(Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    /** Answers malformed HTTP requests, and errors before or behind the gate, in problem format. */
    static boolean answerError(Request request, Response response, Callback callback) {
        guard(response);
        write(HttpStatus.getMessage(response.getStatus()), response, callback);
        return true;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        pools.close();
    }
}
