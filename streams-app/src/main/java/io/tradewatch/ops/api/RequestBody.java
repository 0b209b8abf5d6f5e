package io.tradewatch.ops.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies within limits of size, time and number, so that who sends slowly, or much, takes neither memory nor threads
 * from others. Safe for use by several threads.
 */
final class RequestBody {
    private static final int CHUNK = 16 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Fewer than the server's threads: some are left for those who ask after health. */
    private static final int AT_ONCE = 8;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final long maxBytes;

    RequestBody(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws ProblemException when the body is not JSON by its type, is too large, or does not come in time */
    byte[] read(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new ProblemException(415, "the body's Content-Type is " + type + ", expected application/json");
        }
        if (context.req().getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(503, "too many requests are being read; ask again in a moment");
        }
        try {
            return read(context.req().getInputStream());
        } catch (IOException e) {
            throw new ProblemException(400, "the body did not come whole: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    private byte[] read(InputStream in) throws IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            body.write(chunk, 0, count);
            if (body.size() > maxBytes) {
                throw tooLarge();
            }
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new ProblemException(408, "the body took longer than " + LONGEST.toSeconds() + " s");
            }
        }
        return body.toByteArray();
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                413, "the body is larger than " + maxBytes + " bytes; send fewer transfers at once");
    }
}
