package io.tradewatch.streams;

import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.StallDetector;
import io.tradewatch.kafka.TopicScanner;
import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import io.tradewatch.screening.ViolationStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Queries the state of the topic of transfers from a real broker, with short timeouts. Used by one thread. */
final class TransfersOnBroker implements BrokerProbe.Broker {
    /** A broker that takes longer counts as not answering. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int LONGEST_PAUSE_MS = 500;
    private static final int NO_MORE_THAN_ONE_BATCH = 1;

    private final Map<String, Object> properties;
    private final String applicationId;
    private final String topic;
    private final String changelog;
    private @Nullable Admin admin;

    /** @param settings the settings of the application */
    TransfersOnBroker(ApplicationSettings settings) {
        this.properties = new HashMap<>(settings.kafka());
        this.applicationId = settings.applicationId();
        this.topic = settings.topics().transfers();
        this.changelog = applicationId + "-" + ViolationStore.VIOLATIONS + "-changelog";
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, applicationId + "-broker-probe");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_PAUSE_MS);
        properties.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, PATIENCE.toMillis());
        properties.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, PATIENCE.toMillis());
    }

    @Override
    public BrokerProbe.Snapshot snapshot() {
        Admin asked = admin();
        Map<String, KafkaFuture<TopicDescription>> described =
                asked.describeTopics(List.of(topic, changelog)).topicNameValues();
        KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed =
                asked.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata();
        OptionalInt partitions = partitions(described, topic);
        return new BrokerProbe.Snapshot(
                partitions,
                partitions(described, changelog),
                partitions.isPresent() ? ends(asked, partitions.getAsInt()) : Map.of(),
                offsets(answer(committed).orElse(Map.of())));
    }

    private Admin admin() {
        if (admin == null) {
            // Created at the first query only: an unresolvable name counts as a broker that does not answer.
            admin = Admin.create(properties);
        }
        return admin;
    }

    private static OptionalInt partitions(Map<String, KafkaFuture<TopicDescription>> described, String name) {
        KafkaFuture<TopicDescription> future = described.get(name);
        return future == null
                ? OptionalInt.empty()
                : answer(future)
                        .map(topic -> OptionalInt.of(topic.partitions().size()))
                        .orElse(OptionalInt.empty());
    }

    private Map<Integer, Long> ends(Admin asked, int partitions) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(
                        asked.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all())
                .orElse(Map.of());
        Map<Integer, Long> ends = new HashMap<>();
        found.forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private Map<Integer, Long> offsets(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<Integer, Long> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    /** A refusal counts as an answer: the broker is reachable, and the refused value stays unknown. */
    private static <T> Optional<T> answer(KafkaFuture<T> future) {
        try {
            return Optional.of(future.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShutdownSignal.Stopped();
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RetriableException && !(cause instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException(cause.getMessage(), cause);
            }
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong firstRecord(int partition, long from, long until) {
        TopicPartition asked = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new BoundedConsumer(reading())) {
            consumer.assign(Set.of(asked));
            if (from == StallDetector.NOTHING_COMMITTED) {
                consumer.seekToBeginning(Set.of(asked));
            } else {
                consumer.seek(asked, from);
            }
            Ending ending = TopicScanner.onwards(consumer, Map.of(asked, until))
                    .scan(
                            Limit.total(PATIENCE),
                            () -> !found.isEmpty(),
                            (read, records, position) -> found.addAll(records));
            if (ending == Ending.TIMED_OUT) {
                throw new KafkaException("nothing could be read within " + PATIENCE.toSeconds() + " s");
            }
        }
        return found.stream().mapToLong(ConsumerRecord::offset).findFirst();
    }

    private Map<String, Object> reading() {
        Map<String, Object> reading = BoundedConsumer.propertiesWithoutGroup(properties);
        // Records that wait may be deleted; the first of the others waits then.
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        reading.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, NO_MORE_THAN_ONE_BATCH);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, NO_MORE_THAN_ONE_BATCH);
        return reading;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
