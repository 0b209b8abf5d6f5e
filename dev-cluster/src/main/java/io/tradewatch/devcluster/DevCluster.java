package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs real Kafka and a real schema registry on this machine, for as long as it is open.
 *
 * <pre>{@code
 * try (var cluster = DevCluster.start(DevClusterOptions.defaults())) {
 *     var producerSettings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());
 * }
 * }</pre>
 *
 * <p>Threading: any thread may call anything; calls that start or end the same server wait for each other.
 */
public final class DevCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DevCluster.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /** A little longer than a broker's own limit for a shutdown. */
    private static final Duration BROKER_GRACE = ParentWatchdog.GRACE.plusSeconds(2);

    /** The registry writes to disk before it answers. It stops within half a second, unless it hangs. */
    private static final Duration REGISTRY_GRACE = Duration.ofSeconds(4);

    /** A broker that never served has nothing to hand over, and the caller that aborted the start waits. */
    private static final Duration GRACE_OF_A_START = Duration.ofSeconds(3);

    private static final String HOST = "127.0.0.1:";
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private final DataDirectory data;
    private final List<Integer> kafkaPorts;
    private final int registryPort;
    private final List<Server> brokers;
    private final Server registry;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean killed;
    private final @Nullable Thread atExit;

    private DevCluster(DevClusterOptions options, Installation installation, DataDirectory data) {
        this.data = data;
        Set<Integer> taken = new HashSet<>();
        this.kafkaPorts = IntStream.range(0, options.brokers())
                .mapToObj(i -> options.kafkaPort() == 0
                        ? Ports.free(taken)
                        : Ports.require(options.kafkaPort() + i, "Kafka broker", taken))
                .toList();
        this.registryPort = options.registryPort() == 0
                ? Ports.free(taken)
                : Ports.require(options.registryPort(), "schema registry", taken);
        List<Integer> controllerPorts =
                kafkaPorts.stream().map(port -> Ports.free(taken)).toList();
        this.brokers = IntStream.rangeClosed(1, options.brokers())
                .mapToObj(id -> broker(
                        new BrokerSettings(
                                id,
                                kafkaPorts,
                                controllerPorts,
                                data.path().resolve("broker-" + id),
                                options.brokerProperties()),
                        options.brokerHeapMegabytes(),
                        installation))
                .toList();
        this.registry = registry(installation);
        this.atExit = options.closeAtExit() ? new Thread(this::close, "close-dev-cluster") : null;
    }

    /** Whether a server can listen on this port of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        return Ports.isFree(port);
    }

    /**
     * Starts the cluster and waits until all servers are ready.
     *
     * @throws PortInUseException if a requested port is taken; nothing has been started
     * @throws DevClusterException if a server is not ready within 60 s; started servers are stopped again
     */
    public static DevCluster start(DevClusterOptions options) {
        Installation installation = Installation.find();
        DataDirectory data = DataDirectory.open(options.dataDirectory());
        DevCluster cluster;
        try {
            cluster = new DevCluster(options, installation, data);
        } catch (DevClusterException e) {
            data.close();
            throw e;
        }
        cluster.open();
        return cluster;
    }

    private void open() {
        long started = System.nanoTime();
        try {
            if (atExit != null) {
                Runtime.getRuntime().addShutdownHook(atExit);
            }
            brokers.forEach(Server::start);
            registry.start();
            long deadline = deadline();
            brokers.forEach(broker -> broker.awaitReady(deadline));
            registry.awaitReady(deadline);
        } catch (RuntimeException e) {
            close(GRACE_OF_A_START);
            throw e;
        }
        LOG.info(
                "Kafka {} and registry {} serve after {} ms, data in {}",
                bootstrapServers(),
                registryUrl(),
                Duration.ofNanos(System.nanoTime() - started).toMillis(),
                data.path());
    }

    private Server broker(BrokerSettings settings, int heapMegabytes, Installation installation) {
        String name = "broker-" + settings.id();
        Path file = settings.write(data.path().resolve(name + ".properties"));
        List<String> arguments = new ArrayList<>(ServerFlags.broker(heapMegabytes));
        arguments.addAll(List.of(
                "-cp", installation.brokerClassPath(), BrokerMain.class.getName(), file.toString(), data.clusterId()));
        return new Server(name, arguments, data.path().resolve(name + ".log"));
    }

    private Server registry(Installation installation) {
        List<String> arguments =
                new ArrayList<>(ServerFlags.registry(registryPort, data.path().resolve("registry")));
        arguments.addAll(List.of(
                "-cp", installation.registryClassPath(), RegistryMain.class.getName(), registryUrl() + "/subjects"));
        return new Server("registry", arguments, data.path().resolve("registry.log"));
    }

    private static long deadline() {
        return System.nanoTime() + START_PATIENCE.toNanos();
    }

    /** The bootstrap servers for Kafka clients: {@code 127.0.0.1:9092}, or three such addresses, separated by commas. */
    public String bootstrapServers() {
        return kafkaPorts.stream().map(port -> HOST + port).collect(Collectors.joining(","));
    }

    /** The URL for Confluent's registry clients, as {@code schema.registry.url}. */
    public String registryUrl() {
        return "http://" + HOST + registryPort + CONFLUENT_API;
    }

    /** The folder of topics, schemas and logs ({@code broker-1.log}, {@code registry.log}). */
    public Path dataDirectory() {
        return data.path();
    }

    /** The process id of a broker's latest run; brokers count from 1. */
    public long brokerPid(int broker) {
        return brokers.get(broker - 1).pid();
    }

    /** The process id of the registry's latest run. */
    public long registryPid() {
        return registry.pid();
    }

    /** Kills a broker with SIGKILL, like a crash; brokers count from 1. */
    public void killBroker(int broker) {
        brokers.get(broker - 1).kill();
    }

    /** Shuts a broker down cleanly; brokers count from 1. */
    public void stopBroker(int broker) {
        brokers.get(broker - 1).stop(BROKER_GRACE);
    }

    /**
     * Starts a broker again and waits until it is ready; with three brokers, another one must be up. Brokers count from 1.
     *
     * @throws DevClusterException if it is not ready within 60 s
     */
    public void startBroker(int broker) {
        restart(brokers.get(broker - 1));
    }

    /** Kills the registry with SIGKILL, like a crash. */
    public void killRegistry() {
        registry.kill();
    }

    /** Shuts the registry down cleanly. */
    public void stopRegistry() {
        registry.stop(REGISTRY_GRACE);
    }

    /**
     * Starts the registry again and waits until it is ready.
     *
     * @throws DevClusterException if it is not ready within 60 s
     */
    public void startRegistry() {
        restart(registry);
    }

    private static void restart(Server server) {
        server.start();
        server.awaitReady(deadline());
    }

    /**
     * Notifies a listener when a currently running server ends, while this cluster is open. A restarted server is not
     * watched.
     *
     * @param listener called once for each server that ends, by any thread; it must not block
     */
    public void onServerEnd(Consumer<EndedServer> listener) {
        Consumer<EndedServer> whileOpen = ended -> {
            if (!closed.get() && !killed) {
                listener.accept(ended);
            }
        };
        brokers.forEach(broker -> broker.onEnd(whileOpen));
        registry.onEnd(whileOpen);
    }

    /**
     * Kills every server at once with SIGKILL, without waiting. A process that exits uses it when it has no time to close
     * this cluster, or when another thread is busy closing it. Records that brokers acknowledged are kept.
     */
    public void killAll() {
        killed = true;
        brokers.forEach(Server::beginKill);
        registry.beginKill();
    }

    /**
     * Stops all servers and returns when they have ended. A temporary data folder is deleted. A second call has no effect.
     */
    @Override
    public void close() {
        close(BROKER_GRACE);
    }

    private void close(Duration brokerGrace) {
        if (closed.getAndSet(true)) {
            return;
        }
        List<Server> servers = new ArrayList<>(brokers);
        servers.add(registry);
        if (data.temporary()) {
            // A temporary folder is deleted next, so a clean shutdown is unnecessary.
            servers.forEach(Server::kill);
        } else {
            servers.forEach(Server::beginStop);
            registry.stop(REGISTRY_GRACE);
            brokers.forEach(broker -> broker.stop(brokerGrace));
        }
        data.close();
        forgetExit();
    }

    private void forgetExit() {
        if (atExit == null || Thread.currentThread() == atExit) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            LOG.debug("Closed while this JVM exits");
        }
    }
}
