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
     * The bytes of a body of JSON; none where the request has no body.
     *
     * @throws ProblemException when the body is not JSON by its type
     */
    static byte[] json(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new ProblemException(415, "the body's Content-Type is " + type + ", expected application/json");
        }
        return context.req().getAttribute(ATTRIBUTE) instanceof byte[] body ? body : new byte[0];
    }
}
