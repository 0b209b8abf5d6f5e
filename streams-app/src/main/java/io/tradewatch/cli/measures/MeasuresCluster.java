package io.tradewatch.cli.measures;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.topics.Deviation;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.SchemaRefusedException;
import io.tradewatch.ruleset.publish.MeasurePublisher;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Connects measure files to a cluster, and converts failures into error messages. */
final class MeasuresCluster {
    /** An operation with a publisher. */
    @FunctionalInterface
    interface Work<T> {
        T with(MeasurePublisher publisher) throws RegistryUnavailableException;
    }

    private MeasuresCluster() {}

    /**
     * Runs an operation with a publisher on the configured cluster.
     *
     * @throws CliException when Kafka or the registry does not answer, or the topic is not as required
     * @throws io.tradewatch.ruleset.publish.PublishingException when the operation fails
     */
    static <T> T work(ClusterOptions cluster, Work<T> work) throws ExecutionException, InterruptedException {
        Configuration configuration = cluster.configuration();
        requireSoundTopic(configuration);
        try (RegistrySchemas schemas = RegistrySchemas.connect(configuration.registry())) {
            schemas.requireReachable();
            MeasurePublisher publisher = new MeasurePublisher(
                    configuration.kafka(),
                    schemas,
                    configuration.topics().measures(),
                    configuration.get(Keys.APPLICATION_ID) + "-measures-publish",
                    Registration.AUTOMATIC,
                    Clock.systemUTC());
            return work.with(publisher);
        } catch (RegistryUnavailableException e) {
            throw Connections.noRegistry(configuration, e);
        } catch (SchemaRefusedException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()),
                    "Look at the subject " + configuration.topics().measures() + "-value in the registry.",
                    e);
        }
    }

    private static void requireSoundTopic(Configuration configuration) throws ExecutionException, InterruptedException {
        List<TopicSettings> measures = TopicSettings.of(configuration).stream()
                .filter(settings ->
                        settings.topic().equals(configuration.topics().measures()))
                .toList();
        try (Admin admin = Connections.kafka(configuration)) {
            List<Deviation> deviations =
                    new TopicCheck(admin, measures, configuration.get(Keys.BOOTSTRAP_SERVERS)).deviations();
            if (!deviations.isEmpty()) {
                Deviation first = deviations.get(0);
                throw new CliException("topic " + first.topic() + ": " + first.message(), first.fix());
            }
        }
    }
}
