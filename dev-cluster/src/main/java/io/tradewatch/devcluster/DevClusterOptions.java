package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The size, ports and data folder of a development cluster.
 *
 * <pre>{@code
 * var options = DevClusterOptions.defaults().withDataDirectory(Path.of(".tradewatch/demo")).withKafkaPort(9092);
 * }</pre>
 *
 * @param dataDirectory where topics, schemas and logs are kept from one start to the next; empty: a temporary folder,
 *     deleted when the cluster is closed
 * @param kafkaPort the first broker's port, the others' follow it; 0: any free ports
 * @param registryPort the registry's port; 0: any free port
 * @param brokers 1, or 3: a quorum in which every topic has three replicas and needs two of them to write
 * @param brokerHeapMegabytes the most heap that each broker takes, 128 or more
 * @param closeAtExit whether the cluster closes itself when this JVM exits; false for a caller that closes it in a
 *     shutdown hook of its own, after what uses it. If the JVM dies without hooks, the servers stop by themselves.
 * @param brokerProperties further settings of a single broker, which go before its own. Listeners ({@code listeners},
 *     {@code advertised.listeners}, {@code listener.security.protocol.map}) are added to its own, which stay as they are.
 */
public record DevClusterOptions(
        Optional<Path> dataDirectory,
        int kafkaPort,
        int registryPort,
        int brokers,
        int brokerHeapMegabytes,
        boolean closeAtExit,
        Map<String, String> brokerProperties) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LEAST_HEAP_MEGABYTES = 128;

    public DevClusterOptions {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers is " + brokers + ", must be 1 or 3");
        }
        brokerProperties = Map.copyOf(brokerProperties);
        requireOne(brokers, brokerProperties);
        requirePort("kafkaPort", kafkaPort, HIGHEST_PORT - brokers + 1);
        requirePort("registryPort", registryPort, HIGHEST_PORT);
        if (brokerHeapMegabytes < LEAST_HEAP_MEGABYTES) {
            throw new IllegalArgumentException(
                    "brokerHeapMegabytes is " + brokerHeapMegabytes + ", must be at least " + LEAST_HEAP_MEGABYTES);
        }
    }

    private static void requireOne(int brokers, Map<String, String> brokerProperties) {
        if (brokers != 1 && !brokerProperties.isEmpty()) {
            throw new IllegalArgumentException("brokers is " + brokers + ", must be 1 with brokerProperties");
        }
    }

    private static void requirePort(String name, int port, int highest) {
        if (port < 0 || port > highest) {
            throw new IllegalArgumentException(name + " is " + port + ", must be from 0 to " + highest);
        }
    }

    /** One broker with 400 MB of heap, any free ports, a temporary folder. */
    public static DevClusterOptions defaults() {
        return new DevClusterOptions(Optional.empty(), 0, 0, 1, 400, true, Map.of());
    }

    public DevClusterOptions withDataDirectory(Path directory) {
        return new DevClusterOptions(
                Optional.of(directory),
                kafkaPort,
                registryPort,
                brokers,
                brokerHeapMegabytes,
                closeAtExit,
                brokerProperties);
    }

    public DevClusterOptions withKafkaPort(int port) {
        return new DevClusterOptions(
                dataDirectory, port, registryPort, brokers, brokerHeapMegabytes, closeAtExit, brokerProperties);
    }

    public DevClusterOptions withRegistryPort(int port) {
        return new DevClusterOptions(
                dataDirectory, kafkaPort, port, brokers, brokerHeapMegabytes, closeAtExit, brokerProperties);
    }

    public DevClusterOptions withBrokers(int count) {
        return new DevClusterOptions(
                dataDirectory, kafkaPort, registryPort, count, brokerHeapMegabytes, closeAtExit, brokerProperties);
    }

    public DevClusterOptions withBrokerHeapMegabytes(int megabytes) {
        return new DevClusterOptions(
                dataDirectory, kafkaPort, registryPort, brokers, megabytes, closeAtExit, brokerProperties);
    }

    public DevClusterOptions withCloseAtExit(boolean close) {
        return new DevClusterOptions(
                dataDirectory, kafkaPort, registryPort, brokers, brokerHeapMegabytes, close, brokerProperties);
    }

    public DevClusterOptions withBrokerProperties(Map<String, String> properties) {
        return new DevClusterOptions(
                dataDirectory, kafkaPort, registryPort, brokers, brokerHeapMegabytes, closeAtExit, properties);
    }
}
