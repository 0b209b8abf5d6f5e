package io.tradewatch.topology;

import io.tradewatch.records.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks, before the application starts, whether its topics are there; says in one sentence what is missing. */
final class TopicsOnBroker {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicsOnBroker() {}

    /**
     * The id of the measures topic.
     *
     * @throws StartFailedException when Kafka does not answer, a topic is missing, or measures has not one partition
     */
    static String measuresTopicId(Map<String, Object> kafka, TopicNames topics) throws StartFailedException {
        Map<String, Object> properties = new TreeMap<>(kafka);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // The client refuses a request that may take longer than the call that it belongs to.
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
     * How many partitions the topic of transfers has.
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
