package io.tradewatch.chaos;

import io.tradewatch.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** One instance of the application in a process of its own, started again whenever it has ended. Used by one thread. */
final class Instance implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> environment;
    private CommandProcess process;
    private int endedByItself;

    /**
     * Starts an instance.
     *
     * @param folder for its state and its output
     * @param environment its settings
     */
    Instance(Path folder, Map<String, String> environment) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.environment = new HashMap<>(environment);
        this.environment.put("TRADEWATCH_SCREENING_STATE_DIR", state().toString());
        this.process = launch();
    }

    private CommandProcess launch() throws IOException {
        return CommandProcess.start(folder, environment, "run");
    }

    private Path state() {
        return folder.resolve("state");
    }

    void start() throws IOException {
        process = launch();
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Ends it by SIGTERM, as an orchestrator does, and returns its exit code. */
    int terminate() throws IOException, InterruptedException {
        process.terminate();
        return process.awaitExit();
    }

    /** Starts it again if it has ended, as an orchestrator does. */
    void reviveIfEnded() throws IOException {
        if (!process.isAlive()) {
            endedByItself++;
            start();
        }
    }

    void awaitRunning() {
        process.awaitWords("state: RUNNING");
    }

    /** How often it ended without being told to. */
    int endedByItself() {
        return endedByItself;
    }

    String said() throws IOException {
        return process.said();
    }

    /** Its machine is gone: the next start finds no state. */
    void loseState() throws IOException {
        if (Files.exists(state())) {
            try (var files = Files.walk(state())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
