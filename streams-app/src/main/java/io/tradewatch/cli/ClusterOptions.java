package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options by which every command finds its cluster.
 *
 * <pre>{@code
 * @Mixin
 * private ClusterOptions cluster = new ClusterOptions();
 * }</pre>
 */
public final class ClusterOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: config/tradewatch.yaml of the installation.")
    private @Nullable Path config;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Where Kafka is found.")
    private @Nullable String bootstrapServer;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "Where the schema registry is found.")
    private @Nullable String schemaRegistry;

    @Option(names = "--topic-prefix", paramLabel = "PREFIX", description = "Goes in front of the topics' names.")
    private @Nullable String topicPrefix;

    private @Nullable Configuration configuration;

    /**
     * The settings; these options take precedence over all other sources. Read once.
     *
     * @throws io.tradewatch.cli.config.ConfigurationException with all errors
     */
    public Configuration configuration() {
        if (configuration == null) {
            configuration = read(ConfigurationReader.ofThisProcess());
        }
        return configuration;
    }

    private Configuration read(ConfigurationReader reader) {
        if (config != null) {
            reader.file(config);
        }
        option(reader, Keys.BOOTSTRAP_SERVERS.name(), bootstrapServer, "--bootstrap-server");
        option(reader, Keys.REGISTRY_URL.name(), schemaRegistry, "--schema-registry");
        option(reader, Keys.TOPICS_PREFIX.name(), topicPrefix, "--topic-prefix");
        return reader.read();
    }

    private static void option(ConfigurationReader reader, String name, @Nullable String value, String option) {
        if (value != null) {
            reader.option(name, value, option);
        }
    }

    /** The properties for any of Kafka's clients. */
    public Map<String, Object> kafka() {
        return configuration().kafka();
    }

    /** The properties for the registry's client and its serializers. */
    public Map<String, Object> registry() {
        return configuration().registry();
    }

    /** The topics' names. */
    public TopicNames topics() {
        return configuration().topics();
    }
}
