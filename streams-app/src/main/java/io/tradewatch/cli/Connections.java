package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Opens connections and checks at once whether the server answers, so that no command waits without a message. */
public final class Connections {
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int PATIENCE_MS = 8_000;
    private static final int SHORT_PATIENCE_MS = 2_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private Connections() {}

    /**
     * An admin client with a broker that has answered.
     *
     * @throws CliException when none answers within 8 seconds
     */
    public static Admin kafka(Configuration configuration) {
        Map<String, Object> properties = configuration.kafka();
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        Admin admin;
        try {
            admin = new SoonClosedAdmin(properties);
        } catch (KafkaException e) {
            throw noBroker(configuration, e.getCause() == null ? e : e.getCause());
        }
        try {
            admin.describeCluster().clusterId().get();
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw noBroker(configuration, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admin.close(Duration.ZERO);
            throw noBroker(configuration, e);
        }
    }

    /** Whether a broker answers now; returns within 3 seconds. */
    public static boolean doBrokersAnswer(Configuration configuration) {
        Map<String, Object> properties = configuration.kafka();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SHORT_PATIENCE_MS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SHORT_PATIENCE_MS);
        try (Admin admin = new SoonClosedAdmin(properties)) {
            admin.describeCluster().clusterId().get(SHORT_PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * An admin client that closes without waiting for abandoned calls. Kafka's own client waits for the timeout of each
     * call.
     */
    private static final class SoonClosedAdmin extends ForwardingAdmin {
        SoonClosedAdmin(Map<String, Object> properties) {
            super(properties);
        }

        @Override
        public void close() {
            close(CLOSE_PATIENCE);
        }
    }

    /**
     * The schema registry, after it has answered.
     *
     * @throws CliException when it gives no usable answer
     */
    public static RegistrySchemas registry(Configuration configuration) {
        RegistrySchemas schemas = RegistrySchemas.connect(configuration.registry());
        try {
            schemas.requireReachable();
            return schemas;
        } catch (RegistryUnavailableException e) {
            schemas.close();
            throw noRegistry(configuration, e);
        }
    }

    /**
     * A topic that must exist. A producer would wait for a missing topic, or the broker would create it with wrong settings.
     *
     * @throws CliException when it does not exist
     */
    public static TopicDescription topic(Admin admin, Configuration configuration, String topic)
            throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new CliException(
                        "there is no topic " + topic + " at " + configuration.get(Keys.BOOTSTRAP_SERVERS),
                        "Create it with 'tradewatch topics create', or name yours in the section topics of the settings"
                                + " or with --topic-prefix.",
                        e);
            }
            throw e;
        }
    }

    /** The error for a registry that does not answer, or no longer answers. */
    public static CliException noRegistry(Configuration configuration, RegistryUnavailableException cause) {
        if (cause.isForCredentials()) {
            return new CliException(
                    String.valueOf(cause.getMessage()),
                    "Set schema-registry.basic.auth.credentials.source to USER_INFO and"
                            + " schema-registry.basic.auth.user.info to user:password, or what else the registry asks for"
                            + " (docs/configuration.md, client properties).",
                    cause);
        }
        return CliException.noAnswer(
                String.valueOf(cause.getMessage()),
                "Start one ('tradewatch dev' does), or name yours with --schema-registry URL or "
                        + Keys.REGISTRY_URL.variable() + ". The address came from: "
                        + configuration.originOf(Keys.REGISTRY_URL.name()) + ".",
                cause);
    }

    private static CliException noBroker(Configuration configuration, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return new CliException(
                    "Kafka at " + configuration.get(Keys.BOOTSTRAP_SERVERS) + " does not accept who we say we are ("
                            + cause.getMessage() + ")",
                    "Check user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism; with TLS also"
                            + " kafka.ssl.truststore.location (docs/security.md).",
                    cause);
        }
        return CliException.noAnswer(
                "no Kafka broker answers at " + configuration.get(Keys.BOOTSTRAP_SERVERS) + " ("
                        + BrokerReachability.diagnosis(configuration).orElse(String.valueOf(cause.getMessage())) + ")",
                "Start one ('tradewatch dev' does), or name yours with --bootstrap-server HOST:PORT or "
                        + Keys.BOOTSTRAP_SERVERS.variable() + ". The address came from: "
                        + configuration.originOf(Keys.BOOTSTRAP_SERVERS.name()) + ".",
                cause);
    }
}
