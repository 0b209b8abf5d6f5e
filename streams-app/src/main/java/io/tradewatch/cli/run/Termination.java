package io.tradewatch.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts a command down cleanly when Ctrl-C or SIGTERM stops the process, or when a server that it depends on is gone. After
 * a signal, the process ends with the command's own exit code instead of the signal's. The shutdown always has a time limit:
 * after its {@link Grace} the process ends with exit code 1, even if something still waits.
 *
 * <pre>{@code
 * return Termination.during(0, Grace.atATerminal(), termination -> {
 *     try (Closeable work = start()) {
 *         while (!termination.await(Duration.ofSeconds(1))) {
 *             check(work);
 *         }
 *     }
 *     return 0;
 * });
 * }</pre>
 *
 * <p><b>Threading notes.</b> The command's thread waits for the stop and closes. The JVM's shutdown thread announces the
 * stop and interrupts the command's thread once, in case that thread is starting something. It then waits for the close
 * before the process ends. Any thread may break the command off; a separate thread then enforces the time limit.
 */
public final class Termination implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch tidied = new CountDownLatch(1);
    private final Thread command = Thread.currentThread();
    private final Jvm jvm;
    private final Grace grace;
    private final int exitCode;
    private final Thread hook;
    private final AtomicReference<@Nullable RuntimeException> cause = new AtomicReference<>();
    private volatile Runnable atHalt = () -> {};

    /** The operations of a termination on its JVM. */
    interface Jvm {
        void addHook(Thread hook);

        /** Has no effect during the JVM's shutdown. */
        void removeHook(Thread hook);

        void halt(int exitCode);
    }

    Termination(Jvm jvm, Grace grace, int exitCode) {
        this.jvm = jvm;
        this.grace = grace;
        this.exitCode = exitCode;
        this.hook = new Thread(this::onShutdown, "termination");
        jvm.addHook(hook);
    }

    /** A whole command, including its shutdown. */
    @FunctionalInterface
    public interface Command {
        /** Returns the exit code. */
        int run(Termination termination) throws Exception;
    }

    /**
     * Runs a command with a time limit for its shutdown. An exception after the request to stop does not count as a failure,
     * because the command was interrupted.
     *
     * @param exitWhenStopped the exit code when the command was stopped and shut down in time; otherwise it is 1
     * @param grace the time limit for the shutdown
     * @return the command's own exit code, when it ends by itself
     */
    public static int during(int exitWhenStopped, Grace grace, Command command) throws Exception {
        return during(new Termination(new ThisJvm(), grace, exitWhenStopped), command);
    }

    static int during(Termination listening, Command command) throws Exception {
        try (Termination termination = listening) {
            int code;
            try {
                code = command.run(termination);
            } catch (Exception e) {
                termination.throwCause(e);
                if (termination.isRequested()) {
                    LOG.debug("what the request to stop broke off", e);
                    return termination.exitCode;
                }
                throw e;
            }
            termination.throwCause(null);
            return code;
        }
    }

    /** Throws the cause of the abort in preference to its consequences. */
    private void throwCause(@Nullable Exception consequence) {
        RuntimeException known = cause.get();
        if (known != null) {
            if (consequence != null && consequence != known) {
                known.addSuppressed(consequence);
            }
            throw known;
        }
    }

    /**
     * Stops the command because a server that it depends on is gone. The command fails with this cause. Has no effect after
     * a request to stop.
     */
    public void breakOff(RuntimeException reason) {
        if (request(reason)) {
            Thread watchdog = new Thread(this::boundTheEnd, "termination-watchdog");
            watchdog.setDaemon(true);
            watchdog.start();
        }
    }

    private void boundTheEnd() {
        if (!hasTidiedInTime()) {
            RuntimeException known = cause.get();
            if (known != null) {
                LOG.error("{}", known.getMessage());
            }
            halt();
        }
    }

    /**
     * Sets an action for the case that the process ends before the command has shut down. It ends child processes, which
     * would otherwise be orphaned.
     *
     * @param last returns soon; called by another thread than the command's, while that closes
     */
    public void atHalt(Runnable last) {
        atHalt = last;
    }

    /** Whether the command was requested to stop. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Whether the command ends because a server that it depends on is gone. */
    public boolean isBrokenOff() {
        return cause.get() != null;
    }

    /**
     * Waits until the command is requested to stop. Afterwards this thread is not interrupted, so that it can shut down.
     *
     * @param longest maximum time to wait
     * @return whether a stop was requested; also true if this thread is interrupted for another reason
     */
    public boolean await(Duration longest) {
        boolean isToStop;
        try {
            isToStop = requested.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            isToStop = true;
        }
        if (isToStop) {
            acknowledge();
        }
        return isToStop;
    }

    /** Clears the interrupt that came with the request to stop. */
    private synchronized void acknowledge() {
        Thread.interrupted();
    }

    /**
     * Sets the request before the interrupt, so that an interrupted thread sees it.
     *
     * @param reason the cause, if no signal requested the stop
     * @return whether this is the first request
     */
    private synchronized boolean request(@Nullable RuntimeException reason) {
        if (isRequested()) {
            return false;
        }
        cause.set(reason);
        requested.countDown();
        command.interrupt();
        return true;
    }

    private void onShutdown() {
        request(null);
        if (hasTidiedInTime()) {
            jvm.halt(exitCode());
        } else {
            halt();
        }
    }

    private int exitCode() {
        return cause.get() == null ? exitCode : 1;
    }

    private void halt() {
        LOG.warn("what was to be closed still waits, and is given up; the next start goes on from what was committed");
        atHalt.run();
        jvm.halt(1);
    }

    private boolean hasTidiedInTime() {
        try {
            return isTidiedWithin(grace.first())
                    || (grace.isWorthWaiting().getAsBoolean()
                            && isTidiedWithin(grace.most().minus(grace.first())));
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean isTidiedWithin(Duration patience) throws InterruptedException {
        return tidied.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Signals that the command has shut down. */
    @Override
    public void close() {
        tidied.countDown();
        if (!isRequested() || cause.get() != null) {
            jvm.removeHook(hook);
        }
    }

    private static final class ThisJvm implements Jvm {
        @Override
        public void addHook(Thread hook) {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void removeHook(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException exiting) {
                // The signal arrived just now; the hook sees that the command has closed.
            }
        }

        /** The only way to an exit code other than the signal's, because it bypasses the shutdown thread. */
        @Override
        public void halt(int exitCode) {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
