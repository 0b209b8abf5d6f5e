package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code run} in a process of its own, as the launcher starts it, which can be stopped and killed. */
final class RunningCommand implements AutoCloseable {
    static final String HEAP = "-Xmx512m";

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;

    private RunningCommand(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param settings the product's settings as environment variables
     * @param log where it logs to
     */
    static RunningCommand start(Workshop workshop, Map<String, String> settings, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tradewatch.avro",
                        "-Dtradewatch.home=" + workshop.home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tradewatch.cli.Tradewatch",
                        "run"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        return new RunningCommand(builder.start());
    }

    /** Fails when it has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("'tradewatch run' has ended with exit code " + process.exitValue());
        }
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

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("'tradewatch run' does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
