package io.tradewatch.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every thread of an application that Kafka Streams and the HTTP server do not make. What such a thread throws is
 * logged with the thread's name and counted, and its work begins again after a pause, so that no thread ends unseen.
 * Memory that runs out ends the process instead, as no thread can be trusted after that.
 *
 * <pre>{@code
 * SupervisedThreads.Running reader = threads.start("violations-reader", Concern.WINDOW, self -> {
 *     while (!self.isClosing()) {
 *         read();
 *     }
 * });
 * …
 * reader.close();
 * }</pre>
 *
 * <p><b>Threading notes.</b> All methods may be called by any thread.
 */
public final class SupervisedThreads {
    /** So many failures in a row are shown by readiness: fewer are over before somebody looks. */
    static final int REPEATED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedThreads.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Work that has gone on for so long has recovered. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_TEXT = 300;

    /** The JVM's own, where it is told to exit when memory runs out. */
    private static final int OUT_OF_MEMORY = 3;

    private final MeterRegistry registry;
    private final LongSupplier nanoClock;
    private final Duration firstPause;
    private final IntConsumer halt;
    private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();

    /** What is wrong when a thread does not do its work. */
    public enum Concern {
        /** Transfers wait or are screened with less than they should be, or nobody would notice that: not ready. */
        SCREENING,
        /** People see less, and screening goes on: a warning. */
        WINDOW
    }

    /** What a thread does. Where it returns, the thread ends. */
    @FunctionalInterface
    public interface Work {
        /**
         * Works until the thread is to end.
         *
         * @param self the thread that does this
         * @throws InterruptedException when the thread is to end
         */
        void run(Running self) throws InterruptedException;
    }

    /** A thread that runs. Closing it from outside is what ends it. */
    public interface Running extends AutoCloseable {
        /** Whether the thread is to end. */
        boolean isClosing();

        /**
         * Waits, but not past {@link #close}.
         *
         * @throws InterruptedException when the thread is to end
         */
        void pause(Duration duration) throws InterruptedException;

        /** Interrupts the thread, and waits for its end for a while. */
        @Override
        void close();
    }

    /**
     * A thread that is dead, or has failed repeatedly.
     *
     * @param thread its name
     * @param concern what is wrong meanwhile
     * @param problem what it failed with, of bounded length
     */
    public record Trouble(String thread, Concern concern, String problem) {
        @Override
        public String toString() {
            return "the thread " + thread + " " + problem;
        }
    }

    /** @param registry where restarts are counted */
    public SupervisedThreads(MeterRegistry registry) {
        this(registry, System::nanoTime, FIRST_PAUSE, Runtime.getRuntime()::halt);
    }

    /**
     * @param nanoClock a clock in ns, from any begin
     * @param firstPause how long work rests after its first failure; more than zero
     * @param halt ends the process with an exit code
     */
    SupervisedThreads(MeterRegistry registry, LongSupplier nanoClock, Duration firstPause, IntConsumer halt) {
        this.registry = registry;
        this.nanoClock = nanoClock;
        this.firstPause = firstPause;
        this.halt = halt;
    }

    /** Starts a thread whose work begins again whenever it throws, after a pause that doubles from 1 s to 30 s. */
    public Running start(String name, Concern concern, Work work) {
        RunningThread running = new RunningThread(new Watched(name, concern), work);
        running.thread.start();
        return running;
    }

    /**
     * A scheduler with one thread. A periodic task that throws goes on with its next period; another one is over, and
     * whoever scheduled it may schedule it again.
     */
    public ScheduledExecutorService scheduler(String name, Concern concern) {
        return new GuardingScheduler(new Watched(name, concern));
    }

    /**
     * Starts a thread that nobody starts again, as its client has to come back anyway.
     *
     * @param work cleans up after itself, whatever it throws
     */
    public static void startOnce(String name, Runnable work) {
        daemon(name, () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        haltIfOutOfMemory(name, e, Runtime.getRuntime()::halt);
                        LOG.error("the thread {} failed and is not started again", name, e);
                    }
                })
                .start();
    }

    /** The threads that are dead or have failed repeatedly, and do not run steadily since. */
    public List<Trouble> troubles() {
        return watched.stream().flatMap(each -> each.trouble().stream()).toList();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void haltIfOutOfMemory(String thread, Throwable failure, IntConsumer halt) {
        if (failure instanceof OutOfMemoryError) {
            try {
                LOG.error("memory ran out in the thread {}; the process ends", thread, failure);
            } finally {
                halt.accept(OUT_OF_MEMORY);
            }
        }
    }

    /** How one thread is. */
    private final class Watched {
        private final String name;
        private final Concern concern;
        private final Counter restarts;
        private volatile boolean isDead;
        /** Guarded by this object's lock, as all below. */
        private int failuresInARow;

        private long failedAt;
        private String lastFailure = "";

        Watched(String name, Concern concern) {
            this.name = name;
            this.concern = concern;
            this.restarts = Counter.builder("tradewatch.thread.restarts")
                    .description("Restarts of a thread's work after a failure")
                    .tag("thread", name)
                    .register(registry);
            watched.add(this);
        }

        /** Returns how long to rest before the work begins again. */
        Duration failed(Throwable failure) {
            haltIfOutOfMemory(name, failure, halt);
            Duration pause;
            synchronized (this) {
                long now = nanoClock.getAsLong();
                failuresInARow = isSteady(now) ? 1 : failuresInARow + 1;
                pause = pause(failuresInARow);
                failedAt = now + pause.toNanos();
                lastFailure = shortened(failure.toString());
            }
            restarts.increment();
            return pause;
        }

        private Duration pause(int failures) {
            Duration pause = firstPause;
            for (int each = 1; each < failures && pause.compareTo(LONGEST_PAUSE) < 0; each++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }

        private boolean isSteady(long now) {
            return failuresInARow == 0 || now - failedAt >= STEADY.toNanos();
        }

        void died() {
            isDead = true;
        }

        void isOver() {
            watched.remove(this);
        }

        synchronized List<Trouble> trouble() {
            if (isDead) {
                return List.of(new Trouble(name, concern, "is dead (" + lastFailure + ")"));
            }
            if (failuresInARow < REPEATED || isSteady(nanoClock.getAsLong())) {
                return List.of();
            }
            return List.of(new Trouble(
                    name, concern, "failed " + failuresInARow + " times in a row and is tried again: " + lastFailure));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /** A thread with its work. */
    private static final class RunningThread implements Running {
        private final Watched watched;
        private final Work work;
        private final CountDownLatch closing = new CountDownLatch(1);
        private final Thread thread;

        RunningThread(Watched watched, Work work) {
            this.watched = watched;
            this.work = work;
            this.thread = daemon(watched.name, this::run);
        }

        private void run() {
            boolean isOver = false;
            try {
                while (!isOver && !isClosing()) {
                    isOver = runOnce();
                }
                isOver = true;
            } finally {
                if (isOver) {
                    watched.isOver();
                } else {
                    watched.died();
                }
            }
        }

        /** Returns whether the work is over. */
        private boolean runOnce() {
            try {
                work.run(this);
                return true;
            } catch (Throwable e) {
                return isClosing() || !goesOnAfter(e);
            }
        }

        private boolean goesOnAfter(Throwable failure) {
            // Nobody but close interrupts; an interrupt that is left over must not end the work.
            boolean wasInterrupted = Thread.interrupted();
            Duration pause = watched.failed(failure);
            LOG.error(
                    "the thread {} failed{}; its work begins again in {} ms",
                    watched.name,
                    wasInterrupted ? " and was interrupted" : "",
                    pause.toMillis(),
                    failure);
            try {
                pause(pause);
                return true;
            } catch (InterruptedException e) {
                return !isClosing();
            }
        }

        @Override
        public boolean isClosing() {
            return closing.getCount() == 0;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the thread is to end");
            }
        }

        @Override
        public void close() {
            closing.countDown();
            thread.interrupt();
            try {
                thread.join(CLOSE_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keeps what a task throws from ending the tasks that follow. */
    private static final class GuardingScheduler extends ScheduledThreadPoolExecutor {
        private final Watched watched;

        GuardingScheduler(Watched watched) {
            super(1, task -> daemon(watched.name, task));
            this.watched = watched;
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
                    watched.failed(e);
                    LOG.error("a task of the thread {} failed", watched.name, e);
                }
            };
        }

        @Override
        protected void terminated() {
            watched.isOver();
            super.terminated();
        }
    }
}
