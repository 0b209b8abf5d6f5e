package io.tradewatch.ops.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads bodies within limits of size, time and number, so that who sends slowly, or much, takes neither memory nor threads
 * from others. Safe for use by several threads.
 */
final class RequestBody {
    private static final int CHUNK = 16 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Fewer than the server's threads: some are left for those who ask after health. */
    private static final int AT_ONCE = 8;

    private static final long MOST_DISCARDED = 32L << 20;
    /** Who is silent for so long is waited for no more. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LONGEST_DISCARDING = Duration.ofSeconds(2);
    private static final long GLANCE_NANOS = 1_000_000;
    private static final int DISCARDED_AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Semaphore discarding = new Semaphore(DISCARDED_AT_ONCE);
    private final long maxBytes;

    RequestBody(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws ProblemException when the body is not JSON by its type, is too large, or does not come in time */
    byte[] read(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw refusal(context, 415, "the body's Content-Type is " + type + ", expected application/json");
        }
        if (context.req().getContentLengthLong() > maxBytes) {
            throw tooLarge(context);
        }
        if (!places.tryAcquire()) {
            throw refusal(context, 503, "too many requests are being read; ask again in a moment");
        }
        try {
            return read(context, context.req().getInputStream());
        } catch (IOException e) {
            throw new ProblemException(400, "the body did not come whole: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    /**
     * Takes some more of a body that is refused, and throws it away: who is still sending when the connection is closed
     * never sees the answer.
     */
    private void discard(Context context) {
        if (!discarding.tryAcquire()) {
            return;
        }
        try {
            ServletInputStream in = context.req().getInputStream();
            byte[] chunk = new byte[CHUNK];
            long begun = System.nanoTime();
            long heard = begun;
            long left = MOST_DISCARDED;
            while (left > 0
                    && !in.isFinished()
                    && System.nanoTime() - heard < QUIET.toNanos()
                    && System.nanoTime() - begun < LONGEST_DISCARDING.toNanos()) {
                if (in.available() > 0) {
                    left -= Math.max(0, in.read(chunk));
                    heard = System.nanoTime();
                } else {
                    LockSupport.parkNanos(GLANCE_NANOS);
                }
            }
        } catch (IOException gone) {
            // Nobody is there who could read the answer.
            return;
        } finally {
            discarding.release();
        }
    }

    private byte[] read(Context context, InputStream in) throws IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            body.write(chunk, 0, count);
            if (body.size() > maxBytes) {
                throw tooLarge(context);
            }
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new ProblemException(408, "the body took longer than " + LONGEST.toSeconds() + " s");
            }
        }
        return body.toByteArray();
    }

    private ProblemException tooLarge(Context context) {
        return refusal(context, 413, "the body is larger than " + maxBytes + " bytes; send fewer transfers at once");
    }

    private ProblemException refusal(Context context, int status, String detail) {
        discard(context);
        return new ProblemException(status, detail);
    }
}
