package io.tradewatch.chaos;

import io.tradewatch.kafka.TopicNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the group has come, and whether the brokers are in good health, as an operator sees it. */
final class Progress implements AutoCloseable {
    private final Admin admin;
    private final TopicNames topics;
    private final String group;

    Progress(Map<String, Object> kafka, TopicNames topics, String group) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", 120_000);
        this.admin = Admin.create(settings);
        this.topics = topics;
        this.group = group;
    }

    /** The group's committed offsets of transfers. */
    Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topics.transfers()) && offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    /** How many transfers are committed as screened. */
    long screened() throws ExecutionException, InterruptedException {
        return committed().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The ends of a topic, by partition. */
    Map<TopicPartition, Long> ends(Collection<String> names, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(wanted, new ListOffsetsOptions(level)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** All topics that the application writes to, its own included. */
    Set<String> written() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.equals(topics.violations())
                        || name.equals(topics.deadLetters())
                        || name.startsWith(group + "-"))
                .collect(Collectors.toSet());
    }

    /** Whether every partition of the topics has as many replicas in sync as it has replicas. */
    boolean isInSync() throws ExecutionException, InterruptedException {
        return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    @Override
    public void close() {
        admin.close();
    }
}
