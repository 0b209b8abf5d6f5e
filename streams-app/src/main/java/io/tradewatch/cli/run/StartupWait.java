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
 * Waits at a start for servers that do not answer yet, with a bound, and says so meanwhile: whoever starts a broker, a
 * registry and the application at once need not put them in order.
 *
 * <pre>{@code
 * StartupWait wait = StartupWait.of(Duration.ofSeconds(60));
 * Admin admin = wait.until("a Kafka broker", () -> Connections.kafka(configuration));
 * }</pre>
 *
 * <p><b>Threading notes.</b> One thread waits. What is asked is asked by another, so that an interrupt ends the wait at
 * once, whatever the question is busy with.
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
     * A wait that begins now and logs every 5 seconds what is waited for.
     *
     * @param longest how long all of it may take, zero or more; each server is asked once in any case
     */
    public static StartupWait of(Duration longest) {
        return new StartupWait(
                longest, Duration.ofSeconds(5), Duration.ofMillis(500), System::nanoTime, text -> LOG.warn("{}", text));
    }

    /**
     * Asks until there is an answer.
     *
     * @param server what is asked, in words that complete "waiting for …"
     * @param question opens a connection; throws a {@link CliException} that {@linkplain CliException#mayPass may pass}
     *     where it is to be asked again
     * @return the answer
     * @throws CliException the last failure, when the time is over; the first one that does not pass
     * @throws InterruptedException when this thread is interrupted: the command is told to stop
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
        // A first failure is told at once. A first answer may take its time.
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
