package io.tradewatch.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits for newly created topics. Kafka reports a topic as created before the brokers serve it. A producer that writes
 * in between may lose a batch: the broker accepts a later batch as the first, and rejects the earlier one until it
 * times out (KAFKA-15591, fixed in brokers from 4.4). Therefore code that creates a topic waits here before the first
 * write.
 */
public final class NewTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private NewTopics() {}

    /**
     * Returns when the leader of every partition serves it, and after 10 s in any case: the next use of the topic
     * reports a remaining problem more precisely.
     *
     * @throws ExecutionException if the topics may not be described
     */
    public static void awaitServed(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                Map<TopicPartition, OffsetSpec> ends = partitions(admin, topics).stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
                // The client queries the leaders, and retries while they answer that they are not the leader.
                admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(millisTo(deadline)))
                        .all()
                        .get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException
                        || e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static int millisTo(long deadline) {
        return (int) Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
    }

    private static List<TopicPartition> partitions(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> described =
                admin.describeTopics(topics).allTopicNames().get();
        return described.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }
}
