package io.tradewatch.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.NewTopics;
import io.tradewatch.screening.PartitionByTransfer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A topic with the keys and partitions of the application's own, written in one transaction: a read_committed consumer sees
 * all violations or none. The topic is created if it does not exist; an existing topic must be empty.
 *
 * <p>The header {@value #RUN_HEADER} of each record contains the id of the run. The transactional id of a run is
 * {@code tradewatch-replay-} and the id of its plan. Kafka removes it after {@code transactional.id.expiration.ms}; it
 * cannot be deleted earlier.
 */
public final class OutputTopic implements Output {
    private static final String RUN_HEADER = "tradewatch-replay";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final String topic;

    public OutputTopic(String topic) {
        this.topic = topic;
    }

    /** Also validates the creation of the topic on the broker, so that an error appears before the run. */
    @Override
    public void requireFree(ReplayCluster cluster, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.kafka())) {
            boolean isThere = !make(admin, partitions, true);
            if (isThere && anyRecord(cluster, admin).isPresent()) {
                throw notEmpty();
            }
        }
    }

    /** Creates the topic. Returns whether it did not exist. */
    private boolean make(Admin admin, int partitions, boolean isTrial) throws InterruptedException {
        NewTopic made = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            admin.createTopics(List.of(made), new CreateTopicsOptions().validateOnly(isTrial))
                    .all()
                    .get();
            if (!isTrial) {
                NewTopics.awaitServed(admin, List.of(topic));
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new ReplayException(
                    "topic " + topic + " cannot be made: " + e.getCause().getMessage(),
                    "Name another with --output, or have somebody make it, compacted, who may.",
                    e.getCause());
        }
    }

    private void delete(Admin admin) throws InterruptedException {
        try {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }

    private ReplayException notEmpty() {
        return new ReplayException(
                "topic " + topic + " holds records already",
                "Name a topic with --output that does not exist or is empty.");
    }

    /** A committed record, if there is one. */
    private Optional<ConsumerRecord<byte[], byte[]>> anyRecord(ReplayCluster cluster, Admin admin)
            throws InterruptedException {
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            TopicBounds topics = new TopicBounds(admin, consumer);
            AtomicReference<@Nullable ConsumerRecord<byte[], byte[]>> found = new AtomicReference<>();
            BoundedReading.read(
                    topic,
                    consumer,
                    topics.of(topics.describe(topic)),
                    (partition, records, position) -> records.forEach(found::set),
                    () -> found.get() != null);
            return Optional.ofNullable(found.get());
        }
    }

    /**
     * Writes violations in the given order. A repeated call for the same plan has the same result.
     *
     * @param cluster the cluster of the topic
     * @param plan the run that produced them
     * @param violations what is written
     * @param seen receives each violation
     * @throws ReplayException when they cannot be written; none of them is
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public void write(ReplayCluster cluster, ReplayPlan plan, Iterator<Violation> violations, Consumer<Violation> seen)
            throws InterruptedException, RegistryUnavailableException {
        try (Admin admin = Admin.create(cluster.kafka())) {
            boolean isMade = make(admin, plan.bounds().size(), false);
            boolean isWritten = false;
            try {
                writeAll(cluster, admin, plan, violations, seen);
                isWritten = true;
            } finally {
                if (isMade && !isWritten) {
                    delete(admin);
                }
            }
        }
    }

    private void writeAll(
            ReplayCluster cluster,
            Admin admin,
            ReplayPlan plan,
            Iterator<Violation> violations,
            Consumer<Violation> seen)
            throws InterruptedException, RegistryUnavailableException {
        byte[] run = plan.id().getBytes(UTF_8);
        try (Producer<byte[], byte[]> producer = cluster.producer("tradewatch-replay-" + plan.id())) {
            // Aborts the open transaction of a killed run; until then, committed records cannot be determined.
            producer.initTransactions();
            Optional<ConsumerRecord<byte[], byte[]>> there = anyRecord(cluster, admin);
            if (there.isEmpty()) {
                send(producer, cluster, plan, run, violations, seen);
                awaitReadable(producer, admin);
            } else if (isOf(run, there.get())) {
                violations.forEachRemaining(seen);
            } else {
                throw notEmpty();
            }
        } catch (InterruptException e) {
            // The caller deletes the topic next, which fails in an interrupted thread.
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        }
    }

    private static boolean isOf(byte[] run, ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(RUN_HEADER);
        return header != null && Arrays.equals(header.value(), run);
    }

    /** Sends the violations in one transaction. A producer that is closed before the commit aborts it. */
    private void send(
            Producer<byte[], byte[]> producer,
            ReplayCluster cluster,
            ReplayPlan plan,
            byte[] run,
            Iterator<Violation> violations,
            Consumer<Violation> seen)
            throws InterruptedException, RegistryUnavailableException {
        RegistryEncoder<Violation> encoder =
                RegistryEncoder.violations(cluster.schemas(), topic, Registration.AUTOMATIC);
        int partitions = producer.partitionsFor(topic).size();
        producer.beginTransaction();
        while (violations.hasNext()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Violation violation = violations.next();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic,
                    PartitionByTransfer.of(violation.getTransferId().getBytes(UTF_8), partitions),
                    plan.createdAt().toEpochMilli(),
                    violation.getViolationId().getBytes(UTF_8),
                    encoder.encode(violation));
            record.headers().add(RUN_HEADER, run);
            // The commit fails if any of the sends fails.
            Future<RecordMetadata> unused = producer.send(record);
            seen.accept(violation);
        }
        producer.commitTransaction();
    }

    /** Waits until readers see all committed records: Kafka acknowledges a commit before that. */
    private void awaitReadable(Producer<byte[], byte[]> producer, Admin admin) throws InterruptedException {
        List<TopicPartition> partitions = producer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> written = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<TopicPartition, Long> readable = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
            if (written.entrySet().stream()
                    .allMatch(end -> readable.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new ReplayException(
                        "what was committed to topic " + topic + " cannot be read " + PATIENCE.toSeconds() + " s later",
                        "Check the brokers that lead its partitions; then run the same command again.");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, List<TopicPartition> partitions, IsolationLevel isolation) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public String toString() {
        return "topic " + topic;
    }
}
