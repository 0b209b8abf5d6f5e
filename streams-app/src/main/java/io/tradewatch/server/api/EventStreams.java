package io.tradewatch.server.api;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.kafka.SupervisedThreads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Sends alerts to clients as server-sent events. Each client has its own thread and its own queue; the number of clients and
 * the size of a queue are limited. A slow client delays no other client. A client that falls too far behind is disconnected
 * and may reconnect.
 *
 * <p>A failed client thread is not restarted: a disconnected client may reconnect, and gets a new thread.
 *
 * <p><b>Threading notes.</b> The thread that reads the topic adds to the queues and never waits.
 */
final class EventStreams {
    static final int MAX_CLIENTS = 20;

    private static final int MAX_WAITING = 500;

    /** Maximum number of bytes that wait for one client; a single alert is always accepted. */
    private static final long MAX_WAITING_BYTES = 2L * 1024 * 1024;

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final RecentViolations recent;
    private final UnaryOperator<String> country;
    private final Semaphore places = new Semaphore(MAX_CLIENTS);

    /** @param country as of {@link ViolationFilter#of} */
    EventStreams(RecentViolations recent, UnaryOperator<String> country) {
        this.recent = recent;
        this.country = country;
    }

    void answer(Context context) {
        ViolationFilter filter = ViolationFilter.of(Parameters.of(context, ViolationFilter.PARAMETERS), country);
        String accepted = context.header("Accept");
        if (accepted == null || !accepted.contains("text/event-stream")) {
            throw new ProblemException(
                    406, "this is a stream of events: Accept is " + accepted + ", expected text/event-stream");
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    503, "all " + MAX_CLIENTS + " places for watchers are taken; read the topic of violations instead");
        }
        new SseHandler(client -> new Watching(client, filter).begin()).handle(context);
    }

    /** One connected client. */
    private final class Watching implements RecentViolations.Watcher {
        private final SseClient client;
        private final ViolationFilter filter;
        private final BlockingQueue<RecentViolations.Change> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
        private final AtomicLong waitingBytes = new AtomicLong();
        private final AtomicBoolean isOver = new AtomicBoolean();

        Watching(SseClient client, ViolationFilter filter) {
            this.client = client;
            this.filter = filter;
        }

        void begin() {
            client.keepAlive();
            client.onClose(this::end);
            recent.watch(this);
            SupervisedThreads.startOnce("event-stream", this::send);
        }

        @Override
        public void changed(RecentViolations.Change change) {
            if (filter.lets(change.violation()) && !offer(change)) {
                end();
            }
        }

        private boolean offer(RecentViolations.Change change) {
            long before = waitingBytes.getAndAdd(change.bytes());
            return (before == 0 || before + change.bytes() <= MAX_WAITING_BYTES) && waiting.offer(change);
        }

        private void send() {
            try {
                client.sendComment("watching");
                while (!isOver.get() && !client.terminated()) {
                    RecentViolations.Change change = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    if (change == null) {
                        client.sendComment("still here");
                    } else {
                        waitingBytes.addAndGet(-change.bytes());
                        client.sendEvent(
                                "violation",
                                AvroJson.write(change.violation()),
                                change.violation().getViolationId() + "/"
                                        + change.violation().getSequence());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
                client.close();
            }
        }

        private void end() {
            if (isOver.compareAndSet(false, true)) {
                recent.unwatch(this);
                places.release();
            }
        }
    }
}
