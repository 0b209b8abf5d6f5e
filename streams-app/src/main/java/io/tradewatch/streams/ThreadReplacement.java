package io.tradewatch.streams;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a failed stream thread, so that its partitions are reassigned immediately.
 *
 * <p>A thread that Kafka Streams replaces stays a member of the group until its session times out, after 45 s by
 * Kafka's defaults. Its partitions are not reassigned before. A thread that ends by an exception of this handler leaves
 * the group. Therefore this handler adds the new thread, as Kafka Streams would, and rethrows the failure.
 *
 * <p><b>Threading notes.</b> Called by any thread of Kafka Streams.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    /** Part of the name of the thread that reads the ruleset, which cannot be replaced. */
    private static final String GLOBAL = "GlobalStreamThread";

    private final StreamsUncaughtExceptionHandler judge;
    private final Runnable addThread;

    /**
     * @param judge decides whether the thread is replaced
     * @param addThread adds a stream thread
     */
    ThreadReplacement(StreamsUncaughtExceptionHandler judge, Runnable addThread) {
        this.judge = judge;
        this.addThread = addThread;
    }

    /** @throws FailedThread when the thread was replaced; the exception ends the failed thread */
    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        StreamThreadExceptionResponse response = judge.handle(exception);
        if (response != StreamThreadExceptionResponse.REPLACE_THREAD
                || Thread.currentThread().getName().contains(GLOBAL)) {
            return response;
        }
        addThread.run();
        Thread.currentThread().setUncaughtExceptionHandler(ThreadReplacement::ignore);
        throw new FailedThread(exception);
    }

    /** Ignores the failure, because the judge has logged it. */
    private static void ignore(Thread thread, Throwable failure) {
        LOG.debug("{} ends: {}", thread.getName(), failure.getMessage());
    }

    /** Ends a failed thread that was replaced. */
    static final class FailedThread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedThread(Throwable cause) {
            super("the thread has failed and is replaced", cause, false, false);
        }
    }
}
