package io.tradewatch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command in a process of its own, started by the launcher, which can be stopped and killed. */
final class RunningCommand implements AutoCloseable {
    /** What the launcher gives. */
    static final String HEAP = "-Xmx512m";

    private static final long PATIENCE_SECONDS = 60;
    private static final long GLANCE_MS = 20;
    private static final int LAST_LINES = 30;

    private final String name;
    private final Process process;
    private final Path log;

    private RunningCommand(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param heap the flag that limits its heap
     * @param settings the product's settings as environment variables
     * @param log where it logs to
     * @param words the command and its arguments
     */
    static RunningCommand start(Workshop workshop, String heap, Map<String, String> settings, Path log, String... words)
            throws IOException {
        List<String> line =
                new ArrayList<>(List.of(workshop.home().resolve("tradewatch").toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TRADEWATCH_OPTS", heap);
        builder.environment().putAll(settings);
        return new RunningCommand(words[0], builder.start(), log);
    }

    /** Fails when it has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw failure();
        }
    }

    /** The log is deleted with the scratch folder, so what it ends with is told here. */
    private IllegalStateException failure() {
        String end;
        try {
            List<String> lines = Files.readAllLines(log);
            end = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            end = "(its log cannot be read: " + e + ")";
        }
        return new IllegalStateException(
                "'tradewatch " + name + "' has ended with exit code " + process.exitValue() + ":\n" + end);
    }

    /** Stops it in good order, by SIGTERM, and waits for its end. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as a crash would, by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * Waits until it has done its work.
     *
     * @return the most memory that it ever had resident, in bytes, as Linux counts it; 0 where nothing counts
     * @throws IllegalStateException when it fails
     */
    long awaitSuccess() throws InterruptedException {
        long most = 0;
        do {
            most = Math.max(most, mostResident());
        } while (!process.waitFor(GLANCE_MS, TimeUnit.MILLISECONDS));
        if (process.exitValue() != 0) {
            throw failure();
        }
        return most;
    }

    /** The most memory that it has had resident so far, in bytes, as Linux counts it; 0 where nothing counts. */
    long mostResident() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("'tradewatch " + name + "' does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
