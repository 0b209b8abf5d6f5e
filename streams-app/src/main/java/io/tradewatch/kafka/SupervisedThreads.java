package io.tradewatch.kafka;

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
 * Creates all threads of an application except those of Kafka Streams and the HTTP server. An exception in such a
 * thread is logged with the thread's name and counted, and the thread's work restarts after a pause. Thus no thread
 * ends unnoticed. An {@link OutOfMemoryError} ends the process instead, because no thread is reliable after it.
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
    /** The number of consecutive failures from which readiness reports a thread: shorter series are transient. */
    static final int REPEATED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedThreads.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Work that runs this long without a failure counts as recovered. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_TEXT = 300;

    /** The exit code of the JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private final MeterRegistry registry;
    private final LongSupplier nanoClock;
    private final Duration firstPause;
    private final IntConsumer halt;
    private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();

    /** The consequence of a thread that does not work. */
    public enum Concern {
        /**
         * Transfers wait, are screened with an incomplete ruleset, or such a problem would stay undetected: not ready.
         */
        SCREENING,
        /** The console or the metrics are incomplete, and screening continues: a warning. */
        WINDOW
    }

    /** The work of a thread. The thread ends when the work returns. */
    @FunctionalInterface
    public interface Work {
        /**
         * Runs until the thread is closed.
         *
         * @param self the thread that runs the work
         * @throws InterruptedException when the thread is closed
         */
        void run(Running self) throws InterruptedException;
    }

    /** A running thread. {@link #close} ends it. */
    public interface Running extends AutoCloseable {
        /** Whether the thread is closed or being closed. */
        boolean isClosing();

        /**
         * Waits for a time, or until {@link #close} is called.
         *
         * @throws InterruptedException when the thread is closed
         */
        void pause(Duration duration) throws InterruptedException;

        /** Interrupts the thread, and waits up to 10 s for its end. */
        @Override
        void close();
    }

    /**
     * A thread that is dead or has failed repeatedly.
     *
     * @param thread the thread's name
     * @param concern the consequence while the thread does not work
     * @param problem the failure, as a text of bounded length
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
     * @param nanoClock a clock in ns, with an arbitrary origin
     * @param firstPause the pause after the first failure; more than zero
     * @param halt ends the process with an exit code
     */
    SupervisedThreads(MeterRegistry registry, LongSupplier nanoClock, Duration firstPause, IntConsumer halt) {
        this.registry = registry;
        this.nanoClock = nanoClock;
        this.firstPause = firstPause;
        this.halt = halt;
    }

    /** Starts a thread. When its work throws, the work restarts after a pause that doubles from 1 s to 30 s. */
    public Running start(String name, Concern concern, Work work) {
        RunningThread running = new RunningThread(new Watched(name, concern), work);
        running.thread.start();
        return running;
    }

    /**
     * Creates a scheduler with one thread. A periodic task that throws runs again in its next period. A one-time task
     * that throws is not repeated; its owner may schedule it again.
     */
    public ScheduledExecutorService scheduler(String name, Concern concern) {
        return new GuardingScheduler(new Watched(name, concern));
    }

    /**
     * Starts a thread without supervision: it is not restarted after a failure, because its client has to reconnect
     * anyway.
     *
     * @param work the work; it releases its resources even if it throws
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

    /** The threads that are dead, or have failed repeatedly and have not recovered since. */
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

    /** The health of one thread. */
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

        /** Counts a failure; returns the pause before the work restarts. */
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
            // Only close interrupts the thread; a leftover interrupt must not end the work.
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

    /** A scheduler in which an exception of a task does not cancel its later runs. */
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
