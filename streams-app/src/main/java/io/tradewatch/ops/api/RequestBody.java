package io.tradewatch.ops.api;

import io.javalin.http.Context;

/** The body of a request, which the server reads before the request is handled. */
public final class RequestBody {
    /** The largest body: a batch of transfers with all that they can say fits. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The attribute of a request that holds its body as a {@code byte[]}. */
    public static final String ATTRIBUTE = RequestBody.class.getName();

    private RequestBody() {}

    /**
     * Takes the bytes of a body of JSON, once; none where the request has no body. The request forgets them, as it may last
     * until a slow client has read the answer.
     *
     * @throws ProblemException when the body is not JSON by its type
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
