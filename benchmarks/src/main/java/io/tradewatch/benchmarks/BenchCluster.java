package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.kafka.NewTopics;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.ReferenceFiles;
import io.tradewatch.ruleset.publish.MeasurePublisher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A broker and a registry, each in its own process, with law and transfers put into topics as the product's own commands
 * would. One for each benchmark, so that none inherits another's logs.
 */
final class BenchCluster implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration LONGEST_LOOK_BACK = Duration.ofDays(30);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int BROKER_HEAP_MEGABYTES = 1_024;

    private final DevCluster cluster =
            DevCluster.start(DevClusterOptions.defaults().withBrokerHeapMegabytes(BROKER_HEAP_MEGABYTES));
    private final RegistrySchemas schemas = RegistrySchemas.connect(registry());
    private final Admin admin = Admin.create(kafka());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    cluster.bootstrapServers(),
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    BATCH_BYTES,
                    ProducerConfig.LINGER_MS_CONFIG,
                    5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Map<String, RegistryEncoder<Transfer>> transferEncoders = new HashMap<>();
    private long transferBytes;
    private long transferCount;
    private volatile @Nullable Exception failure;

    /** Where the broker is, and for every client of every contender the receive buffer that the product sets. */
    Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                CommonClientConfigs.RECEIVE_BUFFER_CONFIG,
                Selectable.USE_DEFAULT_BUFFER_SIZE);
    }

    Map<String, Object> registry() {
        return Map.of("schema.registry.url", cluster.registryUrl());
    }

    /** Where both are, as environment variables of the product. */
    Map<String, String> environment() {
        return Map.of(
                "TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "TRADEWATCH_SCHEMA_REGISTRY_URL", cluster.registryUrl());
    }

    Admin admin() {
        return admin;
    }

    /** Creates the four topics with the settings that the product asks for. */
    void createTopics(TopicNames topics) throws ExecutionException, InterruptedException {
        new TopicCheck(admin, TopicSettings.of(topics, LONGEST_LOOK_BACK), cluster.bootstrapServers())
                .createMissing(PARTITIONS, Optional.empty());
    }

    /** Has the broker stamp the records of a topic with the time at which it appends them. */
    void stampOnAppend(String topic) throws ExecutionException, InterruptedException {
        AlterConfigOp stamp = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name),
                AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(stamp)))
                .all()
                .get();
    }

    /** Publishes the reference tables that come with the product, and measures. */
    void publishLaw(TopicNames topics, Path referenceFolder, List<Measure> measures) {
        for (ReferenceTable table : ReferenceFiles.read(referenceFolder).tables()) {
            RulesetRecord.Table version = new RulesetRecord.Table(table, 1, Instant.EPOCH);
            sendLaw(topics, version.key(), MeasureMapping.toAvro(version));
        }
        measures.forEach(measure -> publish(topics, measure));
        flush();
    }

    /** Publishes the law of files as the product does. */
    void publishLaw(TopicNames topics, MeasureCatalogue files) {
        MeasurePublisher publisher = new MeasurePublisher(
                kafka(), schemas, topics.measures(), "benchmarks", Registration.AUTOMATIC, Clock.systemUTC());
        try {
            publisher.publish(files, false, Set.of());
        } catch (RegistryUnavailableException e) {
            throw new IllegalStateException("the registry of this benchmark does not answer", e);
        }
    }

    /** Creates a compacted topic with as many partitions as that of transfers has, and fills it with texts. */
    void publishTable(String topic, Map<String, String> rows) throws ExecutionException, InterruptedException {
        NewTopic table = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        admin.createTopics(List.of(table)).all().get();
        NewTopics.awaitServed(admin, List.of(topic));
        rows.forEach((key, value) -> {
            Future<RecordMetadata> unused = send(record(topic, key, value.getBytes(StandardCharsets.UTF_8)));
        });
        flush();
    }

    /** Publishes one measure; returns when it is written. */
    void publishNow(TopicNames topics, Measure measure) {
        publish(topics, measure);
        flush();
    }

    private void publish(TopicNames topics, Measure measure) {
        sendLaw(topics, new RulesetRecord.Revision(measure).key(), MeasureMapping.toAvro(measure));
    }

    private void sendLaw(TopicNames topics, String key, SpecificRecord value) {
        try {
            byte[] bytes = RegistryEncoder.law(schemas, topics.measures(), Registration.AUTOMATIC)
                    .encode(value);
            Future<RecordMetadata> unused = send(record(topics.measures(), key, bytes));
        } catch (RegistryUnavailableException e) {
            throw new IllegalStateException("the registry of this benchmark does not answer", e);
        }
    }

    /** Publishes transfers, and returns when all are written. */
    void publishTransfers(TopicNames topics, Stream<Transfer> transfers) {
        transfers.forEach(transfer -> send(topics, transfer));
        flush();
    }

    /** Sends a transfer without waiting for it to be written. */
    void send(TopicNames topics, Transfer transfer) {
        Future<RecordMetadata> unused = send(encode(topics, transfer));
    }

    /** What is sent for a transfer. */
    synchronized ProducerRecord<byte[], byte[]> encode(TopicNames topics, Transfer transfer) {
        try {
            byte[] value = transferEncoders
                    .computeIfAbsent(
                            topics.transfers(),
                            topic -> RegistryEncoder.transfers(schemas, topic, Registration.AUTOMATIC))
                    .encode(transfer);
            transferBytes += value.length;
            transferCount++;
            return record(topics.transfers(), transfer.getTransferId(), value);
        } catch (RegistryUnavailableException e) {
            throw new IllegalStateException("the registry of this benchmark does not answer", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Sends what was encoded, without waiting for it to be written. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record, (written, failed) -> {
            if (failed != null) {
                failure = failed;
            }
        });
    }

    /** Waits until all that was sent is written, and fails if something could not be. */
    void flush() {
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("what the benchmark needs could not be published", failure);
        }
    }

    /** The mean size of the values of all transfers sent. */
    synchronized long meanTransferBytes() {
        return transferBytes / Math.max(1, transferCount);
    }

    /** The next offset of each partition of a topic. */
    Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** The offset after the last record of the law. */
    long lawEnd(TopicNames topics) throws ExecutionException, InterruptedException {
        return ends(topics.measures()).get(new TopicPartition(topics.measures(), 0));
    }

    /** What a group has committed so far. */
    Map<TopicPartition, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** Deletes what Kafka Streams has created for an application. */
    void deleteInternalTopics(String applicationId) throws ExecutionException, InterruptedException {
        admin.deleteTopics(internalTopics(applicationId)).all().get();
    }

    /** The topics that Kafka Streams has created for an application. */
    Collection<String> internalTopics(String applicationId) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        schemas.close();
        cluster.close();
    }
}
