package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server over all its runs. After a stop or a kill it can be started again, on the same port and data.
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

    /** Starts the server; does not wait until it is ready. */
    synchronized void start() {
        ServerProcess running = process;
        if (running != null && running.isAlive()) {
            throw new IllegalStateException("The " + name + " runs already, as process " + running.pid());
        }
        process = ServerProcess.start(name, arguments, log);
    }

    /**
     * Waits until the started server is ready.
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
     * Shuts the server down cleanly; kills it after a time limit.
     *
     * @param patience the time limit
     */
    synchronized void stop(Duration patience) {
        ServerProcess running = process;
        if (running != null) {
            running.stop(patience);
        }
    }

    /** Kills the server at once, even while another thread waits for its stop; does not wait. */
    void beginKill() {
        ServerProcess running = process;
        if (running != null) {
            running.beginKill();
        }
    }

    /** Notifies a listener when the current run ends. */
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
