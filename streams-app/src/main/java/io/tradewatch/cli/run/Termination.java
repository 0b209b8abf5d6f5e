package io.tradewatch.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command end in good order when the process is told to stop by Ctrl-C or SIGTERM, with the command's own exit
 * code instead of the signal's, or when what it rests on is gone. Either way the end is bounded: after its {@link Grace}
 * the process ends with exit code 1, whatever still waits.
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
 * <p><b>Threading notes.</b> The command's thread listens, waits and closes. The JVM's shutdown thread announces the
 * stop, interrupts the command's thread once, in case it is in the middle of starting something, and then waits for it to
 * close before it lets the process end. Any thread may break the command off; a thread of its own then bounds the end.
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

    /** What a termination does to the JVM that it runs in. */
    interface Jvm {
        void addHook(Thread hook);

        /** Has no effect once the JVM is on its way out. */
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

    /** What a command does from start to end, tidying up included. */
    @FunctionalInterface
    public interface Command {
        /** Returns the exit code. */
        int run(Termination termination) throws Exception;
    }

    /**
     * Runs a command that has some time to tidy up when it is told to stop. What it throws after that is no failure: it was
     * in the middle of something.
     *
     * @param exitWhenStopped the exit code when it was told to stop and tidied up in time; otherwise it is 1
     * @param grace how long it may take to tidy up
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

    /** The cause for which the command was broken off counts, not what came of that. */
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
     * Ends the command because what it rests on is gone: it is told to stop, and fails with the cause. Without effect
     * once it was told to stop.
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
     * What is done when the process ends although the command has not tidied up: child processes, which are ended here,
     * are nobody's afterwards.
     *
     * @param last returns soon; called by another thread than the command's, while that closes
     */
    public void atHalt(Runnable last) {
        atHalt = last;
    }

    /** Whether the command was told to stop. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Whether the command ends because what it rests on is gone. */
    public boolean isBrokenOff() {
        return cause.get() != null;
    }

    /**
     * Waits until the command is told to stop. Afterwards this thread is not interrupted, so that it can tidy up.
     *
     * @param longest how long to wait
     * @return whether it was told to stop; true also if this thread is interrupted for another reason
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

    /** Takes back the interrupt that came with the request to stop. */
    private synchronized void acknowledge() {
        Thread.interrupted();
    }

    /**
     * The request comes before the interrupt, so that whoever is interrupted finds it made.
     *
     * @param reason why, where nobody asked for it
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

    /** Says that the command has tidied up. */
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
                // The signal came just now; the hook sees that all is tidied up.
            }
        }

        /** Past the shutdown thread, the only way to an exit code that is not the signal's. */
        @Override
        public void halt(int exitCode) {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
