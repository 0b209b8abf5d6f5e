package io.tradewatch.topology;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, so that its partitions move on at once.
 *
 * <p>A thread that Kafka Streams replaces stays a member of the group until its session runs out, 45 s by Kafka's defaults,
 * and nobody gets its partitions until then. A thread that ends by an exception of this handler leaves the group. So the new
 * thread is added here, as Kafka Streams would do it, and the failure is thrown on.
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
     * @param judge says what is to become of the thread
     * @param addThread adds a stream thread
     */
    ThreadReplacement(StreamsUncaughtExceptionHandler judge, Runnable addThread) {
        this.judge = judge;
        this.addThread = addThread;
    }

    /** @throws FailedThread where the thread was replaced: it ends */
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

    /** The judge has logged what it fails with. */
    private static void ignore(Thread thread, Throwable failure) {
        LOG.debug("{} ends: {}", thread.getName(), failure.getMessage());
    }

    /** Ends a thread that was replaced. */
    static final class FailedThread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedThread(Throwable cause) {
            super("the thread has failed and is replaced", cause, false, false);
        }
    }
}
