package io.tradewatch.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are not sent completely. An answer is first written to memory, and Jetty sends it from there, so a slow
 * client holds no thread. All answers together take a bounded number of bytes: when a new one does not fit, the connections
 * that have waited longest are closed. Each answer must also be read within a time limit.
 *
 * <p><b>Threading notes.</b> This object's lock guards the set of answers; connections are closed outside it. One thread at
 * a time writes one answer.
 */
final class UnreadAnswers {
    /** Maximum size of an answer in bytes. All handlers stay well below it. */
    static final int MAX_ANSWER_BYTES = 16 << 20;

    private static final String STREAM = "text/event-stream";

    private final long maxBytes;
    private final Duration longest;
    private final Set<Unread> unread = new LinkedHashSet<>();
    private long bytes;

    /**
     * No answers yet.
     *
     * @param maxBytes maximum number of bytes that may wait to be read, over all answers
     * @param longest maximum time for a client to read an answer, or one event of a stream
     */
    UnreadAnswers(long maxBytes, Duration longest) {
        this.maxBytes = maxBytes;
        this.longest = longest;
    }

    /** Number of bytes held for clients that have not read them yet. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * Wraps a response so that a handler writes to memory.
     *
     * @param callback completed when the answer has been sent, or cannot be
     */
    Held hold(Request request, Response response, Callback callback) {
        return new Held(request, response, callback);
    }

    private void add(Unread answer) {
        List<Unread> slowest = new ArrayList<>();
        synchronized (this) {
            unread.add(answer);
            bytes += answer.size;
            long tooMany = bytes - maxBytes;
            Iterator<Unread> oldest = unread.iterator();
            while (tooMany > 0 && oldest.hasNext()) {
                Unread each = oldest.next();
                if (each != answer) {
                    slowest.add(each);
                    tooMany -= each.size;
                }
            }
        }
        slowest.forEach(each -> each.cutOff("others need the memory that its unread answer takes"));
    }

    private synchronized void remove(Unread answer) {
        if (unread.remove(answer)) {
            bytes -= answer.size;
        }
    }

    /** Bytes that were passed to Jetty and are not all sent. */
    private final class Unread implements Callback {
        private final Request request;
        private final int size;
        private final Callback sent;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile Scheduler.@Nullable Task deadline;

        Unread(Request request, int size, Callback sent) {
            this.request = request;
            this.size = size;
            this.sent = sent;
        }

        void send(Response response, boolean isLast, @Nullable ByteBuffer content) {
            add(this);
            response.write(isLast, content, this);
            if (!isOver.get()) {
                Scheduler.Task task = request.getComponents()
                        .getScheduler()
                        .schedule(
                                () -> cutOff("it did not read its answer within " + longest.toSeconds() + " s"),
                                longest.toMillis(),
                                TimeUnit.MILLISECONDS);
                deadline = task;
                if (isOver.get()) {
                    task.cancel();
                }
            }
        }

        /** Closes the connection, which fails the write. */
        private void cutOff(String why) {
            if (!isOver.get()) {
                request.getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close(new TimeoutException("the client is cut off: " + why));
            }
        }

        @Override
        public void succeeded() {
            end();
            sent.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            end();
            sent.failed(failure);
        }

        private void end() {
            isOver.set(true);
            remove(this);
            Scheduler.Task task = deadline;
            if (task != null) {
                task.cancel();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return sent.getInvocationType();
        }
    }

    /** An answer that a handler is writing. A stream of events is passed on without buffering. */
    final class Held extends Response.Wrapper implements Callback {
        private final Callback callback;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean isWhole;
        private boolean isStream;

        private Held(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        @Override
        public void write(boolean isLast, @Nullable ByteBuffer more, Callback written) {
            String type = getHeaders().get("Content-Type");
            isStream |= type != null && type.startsWith(STREAM);
            if (isStream) {
                new Unread(getRequest(), BufferUtil.length(more), written).send(getWrapped(), isLast, more);
                return;
            }
            byte[] bytes = BufferUtil.toArray(more == null ? BufferUtil.EMPTY_BUFFER : more);
            if (bytes.length > MAX_ANSWER_BYTES - content.size()) {
                written.failed(new IOException("the answer is larger than " + MAX_ANSWER_BYTES + " bytes"));
                return;
            }
            BufferUtil.clear(more);
            content.write(bytes, 0, bytes.length);
            isWhole |= isLast;
            written.succeeded();
        }

        @Override
        public boolean hasLastWrite() {
            return isStream ? super.hasLastWrite() : isWhole;
        }

        @Override
        public void reset() {
            content.reset();
            isWhole = false;
            super.reset();
        }

        /** The handler has finished: sends what it wrote. */
        @Override
        public void succeeded() {
            if (isStream) {
                callback.succeeded();
            } else {
                new Unread(getRequest(), content.size(), callback)
                        .send(getWrapped(), true, ByteBuffer.wrap(content.toByteArray()));
            }
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }
    }
}
