package io.tradewatch.devcluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one server as a process, from its start to its end.
 *
 * <p>EOF on the server's standard input stops it ({@link ParentWatchdog}); nothing is written there. {@code READY} on its
 * standard output signals that it is up. Its log goes to a file.
 *
 * <p>Threading: immutable; any thread may call anything.
 */
final class ServerProcess {
    /** The line that a server prints on its standard output when it is ready. */
    static final String READY = "READY";

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int TAIL_LINES = 20;
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Path log;
    private final long logStart;
    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private ServerProcess(String name, Path log, long logStart, Process process) {
        this.name = name;
        this.log = log;
        this.logStart = logStart;
        this.process = process;
    }

    /**
     * Starts a JVM; does not wait until the server is ready.
     *
     * @param arguments of the java command
     * @param log the file that the server's output is appended to
     */
    static ServerProcess start(String name, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        // Ctrl-C on a terminal reaches every process there. Only this process handles it; the servers outlive clients.
        command.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        try {
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ServerProcess server = new ServerProcess(name, log, logStart, process);
            ParentWatchdog.daemon(name + "-ready", server::listen);
            LOG.debug("Started {} as process {}, logging to {}", name, process.pid(), log);
            return server;
        } catch (IOException e) {
            throw new DevClusterException("The " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException ended) {
            // The stream breaks when the process is killed. That also counts as its end.
        }
        ready.complete(false);
    }

    /**
     * Waits until the server is ready.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws DevClusterException if it ends first, if the deadline passes, or if this thread is interrupted
     */
    void awaitReady(long deadline) {
        try {
            if (!ready.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw failure("ended before it served");
            }
        } catch (TimeoutException e) {
            throw failure("did not serve in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was not waited for: interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private DevClusterException failure(String what) {
        return new DevClusterException("The " + name + " (process " + pid() + ") " + what + ". The end of its log, "
                + log + ":\n" + logTail());
    }

    private String logTail() {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int start = (int) Math.min(logStart, bytes.length);
            List<String> lines = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Requests a shutdown; does not wait. */
    void beginStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            LOG.debug("{} was gone before it was told to stop", name, alreadyGone);
        }
    }

    /**
     * Requests a shutdown and waits until the server has ended; kills it after a time limit.
     *
     * @param patience the time limit
     */
    void stop(Duration patience) {
        beginStop();
        if (!ended(patience)) {
            LOG.warn("{} (process {}) did not stop in time and is killed", name, pid());
            kill();
        }
    }

    /** Kills the server at once, without a clean shutdown, and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        if (!ended(KILL_PATIENCE)) {
            throw failure("is still there " + KILL_PATIENCE.toSeconds() + " s after it was killed");
        }
    }

    private boolean ended(Duration patience) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            // An interrupt must not leave a running server behind.
            while (true) {
                try {
                    return process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kills the server at once; does not wait. */
    void beginKill() {
        process.destroyForcibly();
    }

    /** Calls a listener when the process ends, for whatever reason. Any thread may call it, including this one. */
    @SuppressWarnings("FutureReturnValueIgnored") // The listener's result is not used.
    void onEnd(Consumer<EndedServer> listener) {
        process.onExit()
                .thenAccept(ended -> listener.accept(new EndedServer(name, pid(), ended.exitValue(), log, logTail())));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }
}
