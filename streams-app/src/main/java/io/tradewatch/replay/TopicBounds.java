package io.tradewatch.replay;

import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads the current offsets of a topic and detects missing records, before a run reads it. */
final class TopicBounds {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    TopicBounds(Admin admin, Consumer<byte[], byte[]> consumer) {
        this.admin = admin;
        this.consumer = consumer;
    }

    /**
     * Kafka's description of a topic.
     *
     * @throws ReplayException when there is no topic of that name
     */
    TopicDescription describe(String topic) throws InterruptedException {
        try {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ReplayException(
                        "there is no topic " + topic,
                        "Check its name and --topic-prefix; 'tradewatch topics check' shows what is there.",
                        e);
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** The offsets of the committed records of a topic now, by partition. */
    SortedMap<Integer, OffsetRange> of(TopicDescription topic) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        SortedMap<Integer, OffsetRange> bounds = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            bounds.put(
                    partition.partition(),
                    new OffsetRange(begin, Math.max(begin, ends.getOrDefault(partition, begin))));
        }
        return bounds;
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
    }

    /** The reasons, in sentences, why a topic of transfers does not hold every record ever sent. */
    List<String> notes(TopicDescription topic, SortedMap<Integer, OffsetRange> bounds) throws InterruptedException {
        List<String> notes = new ArrayList<>();
        if (isCompacted(topic.name())) {
            notes.add("Topic " + topic.name() + " is compacted: of each transfer only the record that was sent last is"
                    + " sure to be there, and earlier revisions may be missing.");
        }
        List<Integer> deleted = bounds.entrySet().stream()
                .filter(entry -> entry.getValue().begin() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!deleted.isEmpty()) {
            notes.add(deletedNote(topic.name(), deleted, bounds));
        }
        return notes;
    }

    private boolean isCompacted(String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            String policy = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
            return policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }

    private String deletedNote(String topic, List<Integer> deleted, SortedMap<Integer, OffsetRange> bounds) {
        long complete = Long.MIN_VALUE;
        boolean isSomeEmpty = false;
        for (Map.Entry<Integer, Long> first : firstTimes(topic, deleted, bounds).entrySet()) {
            complete = Math.max(complete, first.getValue());
        }
        for (int partition : deleted) {
            OffsetRange bound = bounds.getOrDefault(partition, new OffsetRange(0, 0));
            isSomeEmpty |= bound.begin() == bound.end();
        }
        String partitions = deleted.size() == 1 ? "partition " + deleted.get(0) : "partitions " + deleted;
        return "The oldest records of topic " + topic + " are deleted (" + partitions + "): "
                + (isSomeEmpty || complete == Long.MIN_VALUE
                        ? "what is left may not be complete."
                        : "it is complete for what was sent since " + Instant.ofEpochMilli(complete) + ".");
    }

    /** The timestamp of the first record, for each of these partitions that has one. */
    private Map<Integer, Long> firstTimes(
            String topic, List<Integer> partitions, SortedMap<Integer, OffsetRange> bounds) {
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        for (int partition : partitions) {
            ranges.put(new TopicPartition(topic, partition), bounds.getOrDefault(partition, new OffsetRange(0, 0)));
        }
        Map<Integer, Long> times = new HashMap<>();
        TopicScanner scanner = new TopicScanner(consumer, ranges);
        scanner.scan(
                Limit.total(PATIENCE),
                () -> scanner.left().keySet().stream().allMatch(left -> times.containsKey(left.partition())),
                (partition, records, position) -> {
                    if (!records.isEmpty()) {
                        times.putIfAbsent(partition.partition(), records.get(0).timestamp());
                    }
                });
        return times;
    }
}
