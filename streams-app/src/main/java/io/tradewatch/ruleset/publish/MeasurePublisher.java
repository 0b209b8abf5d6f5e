package io.tradewatch.ruleset.publish;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.MeasureFilesRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the difference between the files and the measures topic. All changes are in one transaction: a consumer
 * with isolation level read_committed sees all of them or none.
 *
 * <pre>{@code
 * MeasurePublisher publisher = new MeasurePublisher(kafka, schemas, "measures", "tradewatch-measures", Clock.systemUTC());
 * RulesetDifference done = publisher.publish(Lint.check(measures, reference), false, Set.of());
 * }</pre>
 */
public final class MeasurePublisher {
    private static final int MAX_BLOCK_MS = 15_000;

    private final Map<String, Object> kafka;
    private final RegistrySchemas schemas;
    private final String topic;
    private final String transactionalId;
    private final Registration registration;
    private final Clock clock;

    /**
     * A publisher.
     *
     * @param kafka the properties of Kafka's clients
     * @param schemas the registry; stays open
     * @param topic the topic's name
     * @param transactionalId must be the same for all publishers of this topic; of two concurrent publishers only one
     *     succeeds
     * @param registration whether the contract may be registered
     * @param clock the source of the time at which new versions of reference tables are recorded
     */
    public MeasurePublisher(
            Map<String, Object> kafka,
            RegistrySchemas schemas,
            String topic,
            String transactionalId,
            Registration registration,
            Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.schemas = schemas;
        this.topic = topic;
        this.transactionalId = transactionalId;
        this.registration = registration;
        this.clock = clock;
    }

    /**
     * Compares the files with the topic.
     *
     * @throws MeasureFilesRefusedException when the files have errors
     * @throws PublishingException when the topic cannot be read
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public RulesetDifference difference(MeasureCatalogue catalogue) throws RegistryUnavailableException {
        catalogue.requireNoErrors();
        return RulesetDifference.between(
                catalogue, new MeasuresTopicReader(kafka, schemas, topic).read(), clock.instant());
    }

    /**
     * Performs all checks of {@link #publish} with the same arguments, but writes nothing.
     *
     * @throws MeasureFilesRefusedException when the files have errors
     * @throws PublishingException when publishing would be refused, or the topic cannot be read
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public RulesetDifference rehearse(MeasureCatalogue catalogue, boolean replace, Set<String> delete)
            throws RegistryUnavailableException {
        catalogue.requireNoErrors();
        PublishedLaw published = new MeasuresTopicReader(kafka, schemas, topic).read();
        RulesetDifference difference = RulesetDifference.between(catalogue, published, clock.instant());
        requireAllowed(difference, published, catalogue, replace, delete);
        return difference;
    }

    /**
     * Publishes what the topic lacks: reference tables first, then measures in the order of their files, then tombstones.
     *
     * @param catalogue the files
     * @param replace whether revisions that were published with other content are replaced
     * @param delete keys to be removed: of measures or tables that were published in error
     * @return what was published
     * @throws MeasureFilesRefusedException when the files have errors
     * @throws PublishingException when publishing is refused or fails; then nothing was published
     * @throws RegistryUnavailableException when the registry does not answer; then nothing was published
     */
    public RulesetDifference publish(MeasureCatalogue catalogue, boolean replace, Set<String> delete)
            throws RegistryUnavailableException {
        catalogue.requireNoErrors();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // This call comes before the read: it fences other publishers, so their open transactions cannot be
            // committed any more.
            producer.initTransactions();
            PublishedLaw published = new MeasuresTopicReader(kafka, schemas, topic).read();
            RulesetDifference difference = RulesetDifference.between(catalogue, published, clock.instant());
            requireAllowed(difference, published, catalogue, replace, delete);
            write(producer, records(difference, delete));
            return difference;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new PublishingException(
                    "somebody else began to publish to " + topic + " at the same time; nothing was published",
                    "Wait until they are done, and publish again.",
                    e);
        } catch (KafkaException e) {
            throw new PublishingException(
                    "nothing was published to " + topic + " (" + e.getMessage() + ")",
                    "Check that Kafka is up and that this user may write in transactions as " + transactionalId + ".",
                    e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return settings;
    }

    private static void requireAllowed(
            RulesetDifference difference,
            PublishedLaw published,
            MeasureCatalogue catalogue,
            boolean replace,
            Set<String> delete) {
        if (!difference.conflicting().isEmpty() && !replace) {
            RulesetDifference.Conflict first = difference.conflicting().get(0);
            int more = difference.conflicting().size() - 1;
            throw new PublishingException(
                    first.key() + " was published with other content (" + String.join(", ", first.fields()) + ")"
                            + (more == 0 ? "" : ", and " + more + " more"),
                    "Give changed law a new revision in the file, with the day on which it became known as recordedAt."
                            + " To correct what was published in error: --replace.");
        }
        for (String key : delete) {
            if (!published.has(key)) {
                throw new PublishingException(
                        key + " is not on the topic, so it cannot be deleted",
                        "'tradewatch measures diff' shows what is only on the topic; write MEASURE@REVISION.");
            }
            if (catalogue.measures().stream().anyMatch(written -> written.key().equals(key))) {
                throw new PublishingException(
                        key + " is still in the files, so it would be published again",
                        "Take it out of the files first.");
            }
        }
    }

    /** Encodes all records before the first is sent, so that a failure of the registry leaves no partial change. */
    private List<ProducerRecord<byte[], byte[]>> records(RulesetDifference difference, Set<String> delete)
            throws RegistryUnavailableException {
        RegistryEncoder<SpecificRecord> encoder = RegistryEncoder.law(schemas, topic, registration);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (RulesetRecord.Table table : difference.tables()) {
            records.add(record(table.key(), encoder.encode(MeasureMapping.toAvro(table))));
        }
        List<Measure> measures = new ArrayList<>(difference.added());
        difference.conflicting().forEach(conflict -> measures.add(conflict.written()));
        for (Measure measure : measures) {
            records.add(
                    record(new RulesetRecord.Revision(measure).key(), encoder.encode(MeasureMapping.toAvro(measure))));
        }
        delete.stream().sorted().forEach(key -> records.add(record(key, null)));
        return records;
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static void write(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                // The commit fails if any send fails, so the result of each send is not needed.
                Future<RecordMetadata> unused = producer.send(record);
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw e;
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
    }
}
