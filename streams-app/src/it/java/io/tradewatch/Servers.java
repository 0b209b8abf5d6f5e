package io.tradewatch;

import io.tradewatch.containers.ContainerCluster;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;

/** A broker and a registry, wherever they run. */
public interface Servers extends AutoCloseable {
    /** Names where they run: {@code processes}, which is the default, or {@code containers}. */
    String PROPERTY = "tradewatch.servers";

    /** Starts them. */
    static Servers start() {
        String place = System.getProperty(PROPERTY, "processes");
        return switch (place) {
            case "processes" -> new Processes(DevCluster.start(DevClusterOptions.defaults()));
            case "containers" -> ContainerCluster.start();
            default ->
                throw new IllegalArgumentException(PROPERTY + " is '" + place + "', expected processes or containers");
        };
    }

    /** Where Kafka's clients connect. */
    String bootstrapServers();

    /** Where the registry's clients connect. */
    String registryUrl();

    @Override
    void close();

    /**
     * The processes of a development cluster, which can be stopped one by one.
     *
     * @param cluster the cluster
     */
    record Processes(DevCluster cluster) implements Servers {
        @Override
        public String bootstrapServers() {
            return cluster.bootstrapServers();
        }

        @Override
        public String registryUrl() {
            return cluster.registryUrl();
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
