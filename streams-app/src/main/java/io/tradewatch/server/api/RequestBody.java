package io.tradewatch.server.api;

import io.javalin.http.Context;

/** The body of a request, which the server reads before the request is handled. */
public final class RequestBody {
    /** Maximum size of a body in bytes: a batch of transfers with all optional fields fits. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The attribute of a request that holds its body as a {@code byte[]}. */
    public static final String ATTRIBUTE = RequestBody.class.getName();

    private RequestBody() {}

    /**
     * Takes the bytes of a JSON body, once; empty if the request has no body. The request drops its reference, because it
     * may exist until a slow client has read the answer.
     *
     * @throws ProblemException when the content type is not JSON
     */
    static byte[] json(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new ProblemException(415, "the body's Content-Type is " + type + ", expected application/json");
        }
        Object body = context.req().getAttribute(ATTRIBUTE);
        context.req().removeAttribute(ATTRIBUTE);
        return body instanceof byte[] bytes ? bytes : new byte[0];
    }
}
