package io.tradewatch.cli.run;

import io.tradewatch.cli.CliException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at startup, up to a time limit, for servers that do not answer yet, and logs what it waits for. A user can start a
 * broker, a registry and the application at once, in any order.
 *
 * <pre>{@code
 * StartupWait wait = StartupWait.of(Duration.ofSeconds(60));
 * Admin admin = wait.until("a Kafka broker", () -> Connections.kafka(configuration));
 * }</pre>
 *
 * <p><b>Threading notes.</b> One thread waits. Another thread connects, so that an interrupt ends the wait at once, even
 * during a connection attempt.
 */
public final class StartupWait {
    private static final Logger LOG = LoggerFactory.getLogger(StartupWait.class);

    private final Duration longest;
    private final Duration reminder;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Consumer<String> said;
    private final long begun;
    private long lastSaid;
    private boolean hasSaid;

    StartupWait(Duration longest, Duration reminder, Duration pause, LongSupplier nanoTime, Consumer<String> said) {
        this.longest = longest;
        this.reminder = reminder;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.said = said;
        this.begun = nanoTime.getAsLong();
        this.lastSaid = begun;
    }

    /**
     * A wait that begins now and logs every 5 seconds which server is missing.
     *
     * @param longest time limit for all servers together, zero or more; each server is tried at least once
     */
    public static StartupWait of(Duration longest) {
        return new StartupWait(
                longest, Duration.ofSeconds(5), Duration.ofMillis(500), System::nanoTime, text -> LOG.warn("{}", text));
    }

    /**
     * Tries until there is an answer.
     *
     * @param server the server, in words that complete "waiting for …"
     * @param question opens a connection; throws a {@link CliException} that {@linkplain CliException#mayPass may pass} if
     *     it should be tried again
     * @return the answer
     * @throws CliException the last failure, when the time limit is reached; the first one that may not pass
     * @throws InterruptedException when this thread is interrupted, because the command is being stopped
     */
    public <T> T until(String server, Callable<T> question) throws Exception {
        try {
            return ask(server, question);
        } catch (InterruptedException e) {
            said.accept("told to stop while waiting for " + server);
            throw e;
        }
    }

    private <T> T ask(String server, Callable<T> question) throws Exception {
        CliException failure = null;
        while (true) {
            FutureTask<T> answer = new FutureTask<>(question);
            Thread asking = new Thread(answer, "startup");
            asking.setDaemon(true);
            asking.start();
            try {
                return await(answer, server, failure);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof CliException passing) || !passing.mayPass() || isOver()) {
                    throw unwrapped(e);
                }
                failure = passing;
            }
            remind(server, failure);
            Thread.sleep(pause.toMillis());
        }
    }

    private <T> T await(FutureTask<T> answer, String server, @Nullable CliException failure)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return answer.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (failure != null && isOver()) {
                    throw failure;
                }
                remind(server, failure);
            }
        }
    }

    private static Exception unwrapped(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    private boolean isOver() {
        return nanoTime.getAsLong() - begun >= longest.toNanos();
    }

    private void remind(String server, @Nullable CliException failure) {
        long now = nanoTime.getAsLong();
        // The first failure is logged at once. A slow first answer is not a failure yet.
        boolean isDue = now - lastSaid >= reminder.toNanos() || (failure != null && !hasSaid);
        if (longest.isZero() || !isDue) {
            return;
        }
        lastSaid = now;
        hasSaid = true;
        said.accept(
                "waiting for " + server + ", " + Duration.ofNanos(now - begun).toSeconds() + " s of at most "
                        + longest.toSeconds() + " s" + (failure == null ? "" : ": " + failure.getMessage()));
    }
}
