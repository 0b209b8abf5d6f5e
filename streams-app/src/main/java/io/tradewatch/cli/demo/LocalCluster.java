package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterException;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.devcluster.PortInUseException;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.MeasurePublisher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A command's own Kafka and schema registry, with Tradewatch's topics, while it is open.
 *
 * <p>The settings are the defaults. The installation's file and the environment are ignored, because they are meant for
 * another cluster.
 */
public final class LocalCluster implements AutoCloseable {
    /** All three processes together stay below 1.5 GB; docs/demo.md has the figures. */
    private static final int BROKER_HEAP_MEGABYTES = 256;

    private static final int PARTITIONS = 3;

    private final DevCluster servers;
    private final boolean isTemporary;
    private final Configuration configuration;

    private LocalCluster(DevCluster servers, boolean isTemporary, int httpPort, int maxViolations) {
        this.servers = servers;
        this.isTemporary = isTemporary;
        this.configuration = new ConfigurationReader(servers.dataDirectory(), Map.of())
                .option(Keys.BOOTSTRAP_SERVERS.name(), servers.bootstrapServers(), "this command")
                .option(Keys.REGISTRY_URL.name(), servers.registryUrl(), "this command")
                .option(Keys.STATE_DIR.name(), "state", "this command")
                .option(Keys.MAX_VIOLATIONS.name(), Integer.toString(maxViolations), "the settings of the installation")
                .option(Keys.HTTP_PORT.name(), Integer.toString(httpPort), "this command")
                .read();
    }

    /**
     * Starts both servers and creates the missing topics.
     *
     * @param folder the folder for all data; empty: a temporary folder, deleted at the end
     * @param ports the ports of the servers
     * @throws CliException when a port or the folder is in use, or a server does not start
     */
    public static LocalCluster start(Optional<Path> folder, Ports ports) {
        // The installation's setting, as in screen and replay, because their reports cover these alerts.
        int maxViolations = ConfigurationReader.ofThisProcess().read().get(Keys.MAX_VIOLATIONS);
        DevClusterOptions options = DevClusterOptions.defaults()
                .withBrokerHeapMegabytes(BROKER_HEAP_MEGABYTES)
                .withKafkaPort(ports.kafka())
                .withRegistryPort(ports.registry())
                // The command closes the cluster, after the objects that use it.
                .withCloseAtExit(false);
        LocalCluster cluster = new LocalCluster(
                start(folder.map(options::withDataDirectory).orElse(options), ports),
                folder.isEmpty(),
                ports.http(),
                maxViolations);
        try {
            cluster.createTopics();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static DevCluster start(DevClusterOptions options, Ports ports) {
        try {
            return DevCluster.start(options);
        } catch (PortInUseException e) {
            // Another program took the port after the check of all ports.
            String option = e.port() == ports.kafka() ? Ports.KAFKA_OPTION : Ports.REGISTRY_OPTION;
            throw new CliException(
                    "port " + e.port() + " on 127.0.0.1 is in use by another program",
                    "Stop that program, or take another port: " + option + " PORT; 0 takes any that is free.",
                    e);
        } catch (DevClusterException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()),
                    "The servers' logs are in the data folder; --data DIR takes another folder.",
                    e);
        }
    }

    private void createTopics() {
        try (Admin admin = Connections.kafka(configuration)) {
            new TopicCheck(admin, TopicSettings.of(configuration), servers.bootstrapServers())
                    .createMissing(PARTITIONS, Optional.empty());
        } catch (ExecutionException e) {
            throw new CliException(
                    "the topics could not be created: " + e.getCause().getMessage(),
                    "The log of the broker is " + servers.dataDirectory().resolve("broker-1.log") + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while the topics were created", "Start it again.", e);
        }
    }

    /**
     * Replaces the law on the topic by the files' content. No other application uses this topic, and a user who tries out a
     * measure expects it to apply at once.
     *
     * @throws CliException when it cannot be published
     */
    public void publish(MeasureCatalogue catalogue) {
        String topic = configuration.topics().measures();
        try (RegistrySchemas schemas = RegistrySchemas.connect(configuration.registry())) {
            MeasurePublisher publisher = new MeasurePublisher(
                    configuration.kafka(),
                    schemas,
                    topic,
                    configuration.get(Keys.APPLICATION_ID) + "-measures-publish",
                    Registration.AUTOMATIC,
                    Clock.systemUTC());
            Set<String> gone = Set.copyOf(publisher.difference(catalogue).onlyOnTopic());
            publisher.publish(catalogue, true, gone);
        } catch (RegistryUnavailableException e) {
            throw new CliException(String.valueOf(e.getMessage()), "Start it again.", e);
        }
    }

    /**
     * Ends a command when one of the servers ends. The error names the server, its exit code and its log. When the command's
     * time to close has passed, the servers are killed too.
     */
    public void watch(Termination termination) {
        termination.atHalt(servers::killAll);
        servers.onServerEnd(ended -> termination.breakOff(new CliException(
                ended.told() + ", and nothing goes on without it"
                        + (isTemporary ? ". The end of its log:\n" + ended.logTail() : ""),
                isTemporary
                        ? "Start the command again; with --data DIR the logs are kept."
                        : "Its log is " + ended.log()
                                + ". Start the command again with the same folder: everything that"
                                + " was acknowledged is still there.")));
    }

    /** The settings for clients of this cluster. */
    public Configuration configuration() {
        return configuration;
    }

    /** The bootstrap servers for Kafka's clients. */
    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** The URL for the registry's clients. */
    public String registryUrl() {
        return servers.registryUrl();
    }

    /** The folder with all data. */
    public Path folder() {
        return servers.dataDirectory();
    }

    @Override
    public void close() {
        servers.close();
    }
}
