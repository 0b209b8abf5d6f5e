package io.tradewatch.streams;

import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks before the start that the application's topics exist, and reports a missing topic in one sentence. */
final class TopicsOnBroker {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsOnBroker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicsOnBroker() {}

    /**
     * The id of the measures topic.
     *
     * @throws StartFailedException when Kafka does not answer, a topic is missing, or the measures topic does not have
     *     exactly one partition
     */
    static String measuresTopicId(Map<String, Object> kafka, TopicNames topics) throws StartFailedException {
        Map<String, Object> properties = new TreeMap<>(kafka);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // The client rejects a request timeout that exceeds the timeout of the call.
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Object servers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        try (Admin admin = Admin.create(properties)) {
            Map<String, KafkaFuture<TopicDescription>> described =
                    admin.describeTopics(topics.all()).topicNameValues();
            for (String topic : topics.all()) {
                describe(described.get(topic), topic);
            }
            TopicDescription measures = describe(described.get(topics.measures()), topics.measures());
            if (measures.partitions().size() != 1) {
                throw new StartFailedException("topic " + topics.measures() + " has "
                        + measures.partitions().size() + " partitions, expected exactly 1: the law has one order");
            }
            return measures.topicId().toString();
        } catch (KafkaException | TimeoutException e) {
            throw new StartFailedException(
                    "Kafka at " + servers + " does not answer (" + e.getMessage()
                            + "); is it running, and is kafka.bootstrap.servers right?",
                    e);
        }
    }

    /**
     * The next offset of the measures topic.
     *
     * @throws KafkaException when Kafka does not answer
     */
    static long endOfMeasures(Map<String, Object> kafka, TopicNames topics) {
        TopicPartition measures = new TopicPartition(topics.measures(), 0);
        try (Admin admin = Admin.create(new TreeMap<>(kafka))) {
            return admin.listOffsets(Map.of(measures, OffsetSpec.latest()))
                    .partitionResult(measures)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the end of topic " + topics.measures() + " is not known", e);
        }
    }

    /**
     * The number of partitions of the topic of transfers.
     *
     * @throws StartFailedException when Kafka does not answer, or the topic is missing
     */
    static int partitionsOfTransfers(Map<String, Object> kafka, TopicNames topics) throws StartFailedException {
        try (Admin admin = Admin.create(new TreeMap<>(kafka))) {
            var described = admin.describeTopics(List.of(topics.transfers())).topicNameValues();
            return describe(described.get(topics.transfers()), topics.transfers())
                    .partitions()
                    .size();
        } catch (KafkaException | TimeoutException e) {
            throw new StartFailedException(
                    "the partitions of topic " + topics.transfers() + " are not known (" + e.getMessage() + ")", e);
        }
    }

    /**
     * The size limits of the topics. If a changelog exists with a limit that is too small, as those of earlier
     * releases, its limit is raised if the broker allows that. Otherwise its limit applies, and a transfer that exceeds
     * it becomes a dead letter.
     *
     * @throws StartFailedException when Kafka does not answer
     */
    static TopicSizes sizes(Map<String, Object> kafka, TopicNames topics, String applicationId)
            throws StartFailedException {
        try (Admin admin = Admin.create(new TreeMap<>(kafka))) {
            Config violations = config(admin, topics.violations());
            Config deadLetters = config(admin, topics.deadLetters());
            long transfers = bytes(config(admin, topics.transfers()));
            long needed = TopicSizes.changelogs(transfers, bytes(violations));
            return new TopicSizes(
                    transfers,
                    bytes(violations),
                    value(violations, TopicConfig.COMPRESSION_TYPE_CONFIG),
                    bytes(deadLetters),
                    value(deadLetters, TopicConfig.COMPRESSION_TYPE_CONFIG),
                    smallestChangelog(admin, applicationId, needed));
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailedException("the sizes of the topics are not known (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted", e);
        }
    }

    private static long smallestChangelog(Admin admin, String applicationId, long needed)
            throws ExecutionException, InterruptedException, TimeoutException {
        long smallest = needed;
        for (String store : ScreeningTopology.CHANGELOGGED) {
            String topic = applicationId + "-" + store + "-changelog";
            smallest = Math.min(smallest, changelog(admin, topic, needed));
        }
        return smallest;
    }

    private static long changelog(Admin admin, String topic, long needed)
            throws ExecutionException, InterruptedException, TimeoutException {
        long found;
        try {
            found = bytes(config(admin, topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                // Kafka Streams will create it with the required limit.
                return needed;
            }
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            // Most likely it does not exist yet, or was created with the required limit. Otherwise the broker rejects
            // records that do not fit.
            LOG.info(
                    "{}: max.message.bytes is not known, as DescribeConfigs is not granted; {} is needed",
                    topic,
                    needed);
            return needed;
        }
        return found >= needed ? needed : raised(admin, topic, found, needed);
    }

    private static long raised(Admin admin, String topic, long found, long needed)
            throws ExecutionException, InterruptedException, TimeoutException {
        AlterConfigOp raised = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(needed)), AlterConfigOp.OpType.SET);
        try {
            admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(raised)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            LOG.info("{}: max.message.bytes was {} and is now {}", topic, found, needed);
            return needed;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException || e.getCause() instanceof PolicyViolationException)) {
                throw e;
            }
            LOG.warn(
                    "topic {} takes {} bytes, expected {} (the largest transfer or alert, and 64 KiB), and may not be"
                            + " altered by us ({}). A transfer that needs more becomes a dead letter (TOO_LARGE). Have"
                            + " somebody run: kafka-configs.sh --alter --entity-type topics --entity-name {} --add-config"
                            + " max.message.bytes={} and restart",
                    topic,
                    found,
                    needed,
                    e.getCause().getMessage(),
                    topic,
                    needed);
            return found;
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Config config(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeConfigs(List.of(resource(topic)))
                .values()
                .get(resource(topic))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static long bytes(Config config) {
        return Long.parseLong(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    }

    private static String value(Config config, String name) {
        return Objects.requireNonNull(config.get(name), name).value();
    }

    private static TopicDescription describe(KafkaFuture<TopicDescription> future, String topic)
            throws StartFailedException, TimeoutException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new StartFailedException(
                        "topic " + topic + " does not exist; create the topics with: tradewatch topics create", e);
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }
}
