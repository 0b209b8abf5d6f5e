package io.tradewatch.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread pool for requests of one kind, with a short queue. A full queue refuses requests at once, because a client does
 * not wait long for an answer. Safe for use by several threads.
 */
final class RequestPool implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final String kind;
    private final int waiting;
    private final int retryAfterSeconds;
    private final ThreadPoolExecutor executor;

    /**
     * A pool. It starts threads on demand, and ends them when they have been idle for a while.
     *
     * @param name of its threads
     * @param kind the requests it handles, for people: {@code searches for transfers}
     * @param threads how many requests are handled concurrently, 1 or more
     * @param waiting how many others may wait, 1 or more
     * @param retryAfterSeconds when to retry a refused request
     */
    RequestPool(String name, String kind, int threads, int waiting, int retryAfterSeconds) {
        this.kind = kind;
        this.waiting = waiting;
        this.retryAfterSeconds = retryAfterSeconds;
        AtomicInteger started = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, name + "-" + started.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Passes a request to one of the threads. Returns false when all threads are busy and the queue is full. */
    boolean offer(Runnable handling) {
        try {
            executor.execute(handling);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** The answer to a request that was not accepted. */
    Refusal refusal() {
        return Refusal.busy(
                executor.getMaximumPoolSize() + " " + kind + " are being answered and " + waiting
                        + " wait already; ask again in " + retryAfterSeconds + " s",
                retryAfterSeconds);
    }

    /** Interrupts the running requests and drops the queued ones. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
