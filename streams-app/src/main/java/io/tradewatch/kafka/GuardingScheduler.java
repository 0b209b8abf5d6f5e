package io.tradewatch.kafka;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scheduler in which an exception of a task does not cancel its later runs. */
final class GuardingScheduler extends ScheduledThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(GuardingScheduler.class);

    private final ThreadHealth health;
    private final Runnable atEnd;

    /**
     * @param health the health of the scheduler's one thread
     * @param atEnd called once, when the scheduler has ended
     */
    GuardingScheduler(ThreadHealth health, Runnable atEnd) {
        super(1, task -> SupervisedThreads.daemon(health.name(), task));
        this.health = health;
        this.atEnd = atEnd;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(guarded(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return super.scheduleAtFixedRate(guarded(task), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(guarded(task), initialDelay, delay, unit);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                health.failed(e);
                LOG.error("a task of the thread {} failed", health.name(), e);
            }
        };
    }

    @Override
    protected void terminated() {
        atEnd.run();
        super.terminated();
    }
}
