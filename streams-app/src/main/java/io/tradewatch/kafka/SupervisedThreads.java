package io.tradewatch.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
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

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final LongSupplier nanoClock;
    private final Duration firstPause;
    private final IntConsumer halt;
    private final Queue<ThreadHealth> healths = new ConcurrentLinkedQueue<>();

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
        ThreadHealth health = health(name, concern);
        RunningThread running = new RunningThread(health, work, () -> healths.remove(health));
        running.thread.start();
        return running;
    }

    /**
     * Creates a scheduler with one thread. A periodic task that throws runs again in its next period. A one-time task
     * that throws is not repeated; its owner may schedule it again.
     */
    public ScheduledExecutorService scheduler(String name, Concern concern) {
        ThreadHealth health = health(name, concern);
        return new GuardingScheduler(health, () -> healths.remove(health));
    }

    private ThreadHealth health(String name, Concern concern) {
        ThreadHealth health = new ThreadHealth(name, concern, registry, nanoClock, firstPause, halt);
        healths.add(health);
        return health;
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
                        ThreadHealth.haltIfOutOfMemory(name, e, Runtime.getRuntime()::halt);
                        LOG.error("the thread {} failed and is not started again", name, e);
                    }
                })
                .start();
    }

    /** The threads that are dead, or have failed repeatedly and have not recovered since. */
    public List<Trouble> troubles() {
        return healths.stream().flatMap(each -> each.trouble().stream()).toList();
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A thread with its work. */
    private static final class RunningThread implements Running {
        private final ThreadHealth health;
        private final Work work;
        private final Runnable atEnd;
        private final CountDownLatch closing = new CountDownLatch(1);
        private final Thread thread;

        RunningThread(ThreadHealth health, Work work, Runnable atEnd) {
            this.health = health;
            this.work = work;
            this.atEnd = atEnd;
            this.thread = daemon(health.name(), this::run);
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
                    atEnd.run();
                } else {
                    health.died();
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
            Duration pause = health.failed(failure);
            LOG.error(
                    "the thread {} failed{}; its work begins again in {} ms",
                    health.name(),
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
}
