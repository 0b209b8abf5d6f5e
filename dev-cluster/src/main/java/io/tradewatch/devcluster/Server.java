package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is one server through all its runs: what is stopped or killed here can be started again, on the same port and data.
 *
 * <p>Threading: calls that start or end the server wait for each other.
 */
final class Server {
    private final String name;
    private final List<String> arguments;
    private final Path log;
    private volatile @Nullable ServerProcess process;

    /**
     * Does not start the server.
     *
     * @param arguments of the java command that runs it
     */
    Server(String name, List<String> arguments, Path log) {
        this.name = name;
        this.arguments = List.copyOf(arguments);
        this.log = log;
    }

    /** Starts the server; does not wait until it serves. */
    synchronized void start() {
        ServerProcess running = process;
        if (running != null && running.isAlive()) {
            throw new IllegalStateException("The " + name + " runs already, as process " + running.pid());
        }
        process = ServerProcess.start(name, arguments, log);
    }

    /**
     * Waits until the server that was started serves.
     *
     * @param deadline by {@link System#nanoTime}
     */
    void awaitReady(long deadline) {
        started().awaitReady(deadline);
    }

    void beginStop() {
        ServerProcess running = process;
        if (running != null) {
            running.beginStop();
        }
    }

    /**
     * Stops the server in good order; kills it if it takes longer.
     *
     * @param patience how long it may take
     */
    synchronized void stop(Duration patience) {
        ServerProcess running = process;
        if (running != null) {
            running.stop(patience);
        }
    }

    /** Ends the server at once, also while another thread waits for its stop; does not wait. */
    void beginKill() {
        ServerProcess running = process;
        if (running != null) {
            running.beginKill();
        }
    }

    /** Tells of the end of the run that is under way. */
    void onEnd(Consumer<EndedServer> listener) {
        started().onEnd(listener);
    }

    synchronized void kill() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
        }
    }

    /** The process of the latest run, whether it still runs or not. */
    long pid() {
        return started().pid();
    }

    private ServerProcess started() {
        ServerProcess running = process;
        if (running == null) {
            throw new IllegalStateException("The " + name + " was never started");
        }
        return running;
    }
}
