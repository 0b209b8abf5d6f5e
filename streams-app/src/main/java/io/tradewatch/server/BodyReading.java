package io.tradewatch.server;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Reads request bodies within limits of size, time and number. A slow sender holds no thread. Safe for use by several
 * threads.
 */
final class BodyReading {
    /**
     * Maximum number of bodies read concurrently. Together they take at most 64 MiB, because each buffer grows by doubling.
     */
    static final int AT_ONCE = 32;

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int FIRST_BYTES = 4 * 1024;

    private static final int MOST_READS_WITHOUT_WAITING = 16;
    private static final long MOST_DISCARDED = 32L << 20;
    private static final Duration LONGEST_DISCARDING = Duration.ofSeconds(2);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final int maxBytes;

    /** @param maxBytes the largest body that is read */
    BodyReading(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a body. Calls exactly one of the two consumers, exactly once, possibly before this method returns.
     *
     * @param whole receives the body; empty when the request has none
     * @param refused receives the reason why the body is not read to its end
     */
    void read(Request request, Consumer<byte[]> whole, Consumer<Refusal> refused) {
        if (request.getLength() > maxBytes) {
            refused.accept(tooLarge());
        } else if (!places.tryAcquire()) {
            refused.accept(new Refusal(
                    503,
                    "the bodies of " + AT_ONCE + " requests are being read already; ask again in a moment",
                    Map.of("Retry-After", "1")));
        } else {
            new Reading(request, whole, refused).run();
        }
    }

    private Refusal tooLarge() {
        return new Refusal(413, "the body is larger than " + maxBytes + " bytes; send fewer transfers at once");
    }

    /**
     * Discards the received part of an unwanted body, without waiting. Jetty's own {@code consumeAvailable()} does not fit:
     * it ends a body that is still incomplete, and the rest can no longer be read.
     *
     * @return whether the body was complete, so that the connection can be reused
     */
    static boolean discardWhatHasCome(Request request) {
        for (int reads = 0; reads < MOST_READS_WITHOUT_WAITING; reads++) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                return false;
            }
            boolean isFailure = Content.Chunk.isFailure(chunk);
            boolean isLast = chunk.isLast();
            chunk.release();
            if (isFailure || isLast) {
                return !isFailure;
            }
        }
        return false;
    }

    /**
     * Reads and discards, within limits, the rest of the body of a refused request. Closing the connection before that can
     * lose the answer.
     *
     * @param done called once, when nothing is left or a limit is reached
     */
    static void discard(Request request, Runnable done) {
        new Discarding(request, done).run();
    }

    /** One body, as far as it has been received. One thread at a time runs it, whenever more bytes are available. */
    private final class Reading implements Runnable {
        private final Request request;
        private final Consumer<byte[]> whole;
        private final Consumer<Refusal> refused;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_BYTES);
        private final long begun = System.nanoTime();

        Reading(Request request, Consumer<byte[]> whole, Consumer<Refusal> refused) {
            this.request = request;
            this.whole = whole;
            this.refused = refused;
        }

        @Override
        public void run() {
            for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(new Refusal(408, "the body did not come whole: " + chunk.getFailure()));
                    return;
                }
                byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
                boolean isLast = chunk.isLast();
                chunk.release();
                if (bytes.length > maxBytes - body.size()) {
                    refuse(tooLarge());
                    return;
                }
                body.write(bytes, 0, bytes.length);
                if (isLast) {
                    places.release();
                    whole.accept(body.toByteArray());
                    return;
                }
                if (System.nanoTime() - begun > LONGEST.toNanos()) {
                    refuse(new Refusal(408, "the body took longer than " + LONGEST.toSeconds() + " s"));
                    return;
                }
            }
            request.demand(this);
        }

        private void refuse(Refusal refusal) {
            places.release();
            refused.accept(refusal);
        }
    }

    /** An unwanted body. One thread at a time runs it. */
    private static final class Discarding implements Runnable {
        private final Request request;
        private final Runnable done;
        private final long begun = System.nanoTime();
        private long left = MOST_DISCARDED;

        Discarding(Request request, Runnable done) {
            this.request = request;
            this.done = done;
        }

        @Override
        public void run() {
            for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                boolean isOver = Content.Chunk.isFailure(chunk) || chunk.isLast();
                left -= chunk.remaining();
                chunk.release();
                if (isOver || left <= 0 || System.nanoTime() - begun > LONGEST_DISCARDING.toNanos()) {
                    done.run();
                    return;
                }
            }
            request.demand(this);
        }
    }
}
