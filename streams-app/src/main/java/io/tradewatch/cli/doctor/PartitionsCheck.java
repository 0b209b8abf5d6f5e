package io.tradewatch.cli.doctor;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Limit;
import io.tradewatch.screening.PartitionByTransfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Counts, among the newest transfers of each partition, those in another partition than Kafka's default partitioner chooses
 * for their key. Such transfers indicate producers with another partitioner.
 */
record PartitionsCheck(Configuration configuration, Admin admin) implements Check {
    /** Number of transfers per partition. */
    static final int NEWEST = 1_000;

    private static final String CHECK = "partitions";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Counts records; for one thread. */
    static final class Sample {
        private final int partitions;
        private long looked;
        private long foreign;
        private @Nullable String first;

        /** @param partitions number of partitions of the topic, 1 or more */
        Sample(int partitions) {
            this.partitions = partitions;
        }

        /** Counts a record; a record without a key belongs to no particular partition. */
        void take(ConsumerRecord<byte[], byte[]> transfer) {
            byte[] key = transfer.key();
            if (key == null) {
                return;
            }
            looked++;
            int expected = PartitionByTransfer.of(key, partitions);
            if (expected == transfer.partition()) {
                return;
            }
            foreign++;
            if (first == null) {
                first = "offset " + transfer.offset() + " of partition " + transfer.partition()
                        + " belongs to partition " + expected;
            }
        }
    }

    @Override
    public List<Diagnosis> run() throws ExecutionException, InterruptedException {
        String topic = configuration.topics().transfers();
        int partitions;
        try {
            partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of(Diagnosis.unchecked(CHECK, topic + " does not exist"));
            }
            throw e;
        }
        Map<TopicPartition, Long> ends = offsets(topic, partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetRange> newest = new HashMap<>();
        offsets(topic, partitions, OffsetSpec.earliest()).forEach((partition, begin) -> {
            long end = ends.getOrDefault(partition, 0L);
            newest.put(partition, new OffsetRange(Math.max(begin, end - NEWEST), end));
        });
        return List.of(judge(topic, sample(partitions, newest)));
    }

    private Map<TopicPartition, Long> offsets(String topic, int partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Sample sample(int partitions, Map<TopicPartition, OffsetRange> newest) {
        Map<String, Object> properties = BoundedConsumer.propertiesWithoutGroup(configuration.kafka());
        // Old records may be deleted meanwhile; the others are counted.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A record's partition does not depend on the outcome of its transaction.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        Sample sample = new Sample(partitions);
        try (Consumer<byte[], byte[]> consumer = new BoundedConsumer(properties)) {
            // What could be read in this time is sample enough.
            new TopicScanner(consumer, newest)
                    .scan(Limit.total(PATIENCE), (partition, records, position) -> records.forEach(sample::take));
        }
        return sample;
    }

    /** The diagnosis of a sample. */
    static Diagnosis judge(String topic, Sample sample) {
        if (sample.foreign == 0) {
            return Diagnosis.ok(
                    CHECK,
                    topic + ": all of the newest " + sample.looked
                            + " records stand in the partition that Kafka's default partitioner chooses");
        }
        return Diagnosis.warning(
                CHECK,
                topic + ": " + sample.foreign + " of the newest " + sample.looked
                        + " records stand in another partition than Kafka's default partitioner (murmur2 of the key)"
                        + " chooses: " + sample.first
                        + ". Records of one transfer in several partitions leave stale alerts: their revisions are"
                        + " screened apart",
                "Use one partitioner for all producers: the default one of Kafka's Java client (librdkafka:"
                        + " partitioner=murmur2_random).");
    }
}
