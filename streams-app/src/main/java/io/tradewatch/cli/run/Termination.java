package io.tradewatch.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command end in good order when the process is told to stop by Ctrl-C or SIGTERM, with the command's own exit
 * code instead of the signal's.
 *
 * <pre>{@code
 * return Termination.during(0, termination -> {
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
 * close before it lets the process end.
 */
public final class Termination implements AutoCloseable {
    /** How long a command may take to tidy up. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch tidied = new CountDownLatch(1);
    private final Thread command = Thread.currentThread();
    private final Jvm jvm;
    private final Duration grace;
    private final int exitCode;
    private final Thread hook;

    /** What a termination does to the JVM that it runs in. */
    interface Jvm {
        void addHook(Thread hook);

        /** Has no effect once the JVM is on its way out. */
        void removeHook(Thread hook);

        void halt(int exitCode);
    }

    Termination(Jvm jvm, Duration grace, int exitCode) {
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
     * Runs a command that has the time to tidy up when it is told to stop. What it throws after that is no failure: it
     * was in the middle of something.
     *
     * @param exitWhenStopped the exit code when it was told to stop and tidied up in time; otherwise it is 1
     * @return the command's own exit code, when it ends by itself
     */
    public static int during(int exitWhenStopped, Command command) throws Exception {
        return during(new Termination(new ThisJvm(), GRACE, exitWhenStopped), command);
    }

    static int during(Termination listening, Command command) throws Exception {
        try (Termination termination = listening) {
            try {
                return command.run(termination);
            } catch (Exception e) {
                if (termination.isRequested()) {
                    LOG.debug("what the request to stop broke off", e);
                    return termination.exitCode;
                }
                throw e;
            }
        }
    }

    /** Whether the command was told to stop. */
    public boolean isRequested() {
        return requested.getCount() == 0;
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

    /** The request comes before the interrupt, so that whoever is interrupted finds it made. */
    private synchronized void request() {
        requested.countDown();
        command.interrupt();
    }

    private void onShutdown() {
        request();
        jvm.halt(hasTidiedInTime() ? exitCode : 1);
    }

    private boolean hasTidiedInTime() {
        try {
            return tidied.await(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Says that the command has tidied up. */
    @Override
    public void close() {
        tidied.countDown();
        if (!isRequested()) {
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
