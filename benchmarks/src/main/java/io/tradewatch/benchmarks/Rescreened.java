package io.tradewatch.benchmarks;

import io.tradewatch.kafka.TopicNames;
import io.tradewatch.streams.ScreeningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Tradewatch with a look-back of 30 days in this JVM, and how far it has got with the law. */
final class Rescreened implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = 1_000_000;

    private final ScreeningApplication application;

    private Rescreened(ScreeningApplication application) {
        this.application = application;
    }

    static Rescreened start(BenchCluster cluster, TopicNames topics, String id, Path state) {
        return new Rescreened(Settings.startScreening(cluster, topics, id, state, Settings.THIRTY_DAYS));
    }

    /**
     * Waits until every partition has brought its past transfers up to the law.
     *
     * @param lawEnd the offset after the last record of the law
     */
    void await(long lawEnd) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isThrough(lawEnd)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "rescreening is not done after " + PATIENCE.toMinutes() + " minutes: " + application.tasks());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isThrough(long lawEnd) {
        var tasks = application.tasks();
        return tasks.size() == BenchCluster.PARTITIONS && tasks.stream().allMatch(task -> task.applied() >= lawEnd);
    }

    @Override
    public void close() {
        application.leave();
    }
}
