package io.tradewatch.ops;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for requests of one kind, and a short queue before them. What does not fit is refused at once: a request that
 * waits long is answered to nobody. Safe for use by several threads.
 */
final class RequestPool implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final String kind;
    private final int retryAfterSeconds;
    private final ThreadPoolExecutor executor;

    /**
     * A pool. Its threads are started when there is something to do, and end when there has been nothing for a while.
     *
     * @param name of its threads
     * @param kind what its requests ask for, for people: {@code searches for transfers}
     * @param threads how many requests are handled at once, 1 or more
     * @param waiting how many others may wait, 1 or more
     * @param retryAfterSeconds when a refused request is worth another try
     */
    RequestPool(String name, String kind, int threads, int waiting, int retryAfterSeconds) {
        this.kind = kind;
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

    /** Has a request handled by one of the threads. Returns false where all are taken and the queue is full. */
    boolean offer(Runnable handling) {
        try {
            executor.execute(handling);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** What a request that was not taken is told. */
    Refusal refusal() {
        return Refusal.busy(
                executor.getMaximumPoolSize() + " " + kind + " are being answered and "
                        + (executor.getQueue().size() + executor.getQueue().remainingCapacity())
                        + " wait already; ask again in " + retryAfterSeconds + " s",
                retryAfterSeconds);
    }

    /** Interrupts what is being handled, and forgets what waits. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
