package io.tradewatch.containers;

import io.tradewatch.Capability;
import io.tradewatch.Servers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** A broker and a registry in containers, reached from this machine and from containers of their network. */
public final class ContainerCluster implements Servers {
    /** Where containers find the broker. */
    static final String KAFKA_INSIDE = "kafka:19092";

    /** Where containers find the registry. */
    static final String REGISTRY_INSIDE = "http://registry:8080/apis/ccompat/v7";

    private static final int REGISTRY_PORT = 8080;

    /** Its start script is copied into the running container, and may still be open for writing when it is run. */
    private static final int ATTEMPTS = 3;

    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka = new KafkaContainer(Images.kafka())
            .withStartupAttempts(ATTEMPTS)
            .withNetwork(network)
            .withListener(KAFKA_INSIDE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_LOG_RETENTION_MS", "-1");
    private final GenericContainer<?> registry = new GenericContainer<>(Images.registry())
            .withNetwork(network)
            .withNetworkAliases("registry")
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"));

    private ContainerCluster() {}

    /**
     * Starts both.
     *
     * @throws org.opentest4j.TestAbortedException when there is no container engine and nobody requires one
     */
    public static ContainerCluster start() {
        Capability.containerEngine();
        ContainerCluster cluster = new ContainerCluster();
        try {
            cluster.kafka.start();
            cluster.registry.start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    Network network() {
        return network;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        network.close();
    }
}
