package io.tradewatch.cli.demo;

import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.rescreen.TaskProgress;
import io.tradewatch.streams.ScreeningApplication;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Detects when all published transfers are screened with the whole law. The group's committed offsets have then reached the
 * ends of the transfers. Every task has applied the law to its end, so that no pass over past transfers is open or due.
 */
final class Completion {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final String group;
    private final String topic;
    private final ScreeningApplication application;

    /**
     * A completion check for an application.
     *
     * @param admin a client of its cluster; stays open
     * @param group the application's id
     * @param topic the topic of transfers
     */
    Completion(Admin admin, String group, String topic, ScreeningApplication application) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
        this.application = application;
    }

    /**
     * Waits until all transfers are screened.
     *
     * @param lawEnd the offset after the law's last record
     * @param patience maximum time without progress
     * @throws io.tradewatch.cli.CliException when there is no progress for longer, or the application has ended
     */
    void await(long lawEnd, Duration patience) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends();
        Stall stall = new Stall(patience, System::nanoTime);
        for (long left = left(ends, lawEnd); left > 0; left = left(ends, lawEnd)) {
            ConfiguredApplication.requireAlive(application);
            long unscreened = left;
            stall.check(left, () -> "screening does not get on: " + unscreened + " records or passes are left");
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(
                        partition -> wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(
                        wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        found.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private long left(Map<TopicPartition, Long> ends, long lawEnd) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<Integer> settled = application.tasks().stream()
                .filter(task -> task.applied() >= lawEnd)
                .map(TaskProgress::partition)
                .collect(Collectors.toSet());
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata reached = committed.get(end.getKey());
            left += Math.max(0, end.getValue() - (reached == null ? 0 : reached.offset()));
            left += settled.contains(end.getKey().partition()) ? 0 : 1;
        }
        return left;
    }
}
