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
 * Is one run of one server as a process, from its start to its end.
 *
 * <p>Two lines join it to us. Down its standard input nothing goes: its end tells the server to stop ({@link ParentWatchdog}). Up
 * its standard output comes one word, once it serves. What it logs goes to a file.
 *
 * <p>Threading: immutable; any thread may call anything.
 */
final class ServerProcess {
    /** What a server prints on its standard output when it serves. */
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
     * Starts a JVM; does not wait until the server serves.
     *
     * @param arguments of the java command
     * @param log what the server prints is added to this file
     */
    static ServerProcess start(String name, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        // Ctrl-C on a terminal reaches every process there. It is for us; the servers outlive what uses them.
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
            // The stream breaks when the process is killed; it has ended all the same.
        }
        ready.complete(false);
    }

    /**
     * Waits until the server serves.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws DevClusterException if it ends first, if the time is up, or if this thread is interrupted
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

    /** Tells the server to stop; does not wait. */
    void beginStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            LOG.debug("{} was gone before it was told to stop", name, alreadyGone);
        }
    }

    /**
     * Tells the server to stop and waits until it has ended; kills it if it takes longer.
     *
     * @param patience how long it may take
     */
    void stop(Duration patience) {
        beginStop();
        if (!ended(patience)) {
            LOG.warn("{} (process {}) did not stop in time and is killed", name, pid());
            kill();
        }
    }

    /** Ends the server at once, without a chance to tidy up, and waits until it is gone. */
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
            // A server must not be left behind because somebody is in a hurry.
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

    /** Ends the server at once; does not wait. */
    void beginKill() {
        process.destroyForcibly();
    }

    /** Tells of the end of the process, however it comes about; by any thread, this one included. */
    @SuppressWarnings("FutureReturnValueIgnored") // The listener is told; nobody waits for that.
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
