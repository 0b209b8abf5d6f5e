package io.tradewatch.streams;

import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.rescreen.RescreenState;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.screening.PartitionByTransfer;
import io.tradewatch.screening.RetryPolicy;
import io.tradewatch.screening.ViolationStore;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The Kafka Streams topology of the application.
 *
 * <pre>
 *   measures ───► law (global store, index)
 *                    ┆ read by
 *   transfers ──► screening ──┬──► violations
 *                 (its state)  └──► dead-letters
 * </pre>
 *
 * <p>Sources read byte arrays: an undecodable record must become a dead letter and must not reach an exception handler.
 * Every name is explicit, because the names of changelog topics derive from them.
 */
public final class ScreeningTopology {
    static final String VIOLATIONS_SINK = "violations-sink";
    static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    /** The stores that have a changelog. */
    static final List<String> CHANGELOGGED =
            List.of(ViolationStore.VIOLATIONS, ViolationStore.REVISIONS, RescreenState.STORE);

    private static final String TRANSFERS_SOURCE = "transfers-source";
    private static final String MEASURES_SOURCE = "measures-source";
    private static final String LAW_PROCESSOR = "law";
    private static final String SCREENING_PROCESSOR = "screening";

    private ScreeningTopology() {}

    /**
     * Builds the topology.
     *
     * @param book collects the records of the ruleset
     * @param parts the dependencies of the processors
     */
    public static Topology build(RulesetLoader book, ScreeningParts parts) {
        TopicNames topics = parts.topics();
        ByteArrayDeserializer fromBytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        RetryPolicy retryPolicy = new RetryPolicy(parts.stop(), parts.patience(), parts.meters());
        Topology topology = new Topology()
                .addGlobalStore(
                        lawStore(),
                        MEASURES_SOURCE,
                        fromBytes,
                        fromBytes,
                        topics.measures(),
                        LAW_PROCESSOR,
                        () -> new RulesetProcessor(book, new RulesetRecordDecoder(parts.schemas()), retryPolicy))
                .addSource(
                        AutoOffsetReset.earliest(),
                        TRANSFERS_SOURCE,
                        new RecordTime(parts.clock()),
                        fromBytes,
                        fromBytes,
                        topics.transfers())
                .addProcessor(SCREENING_PROCESSOR, () -> new ScreeningProcessor(parts), TRANSFERS_SOURCE)
                .addSink(
                        VIOLATIONS_SINK,
                        topics.violations(),
                        toBytes,
                        (topic, alert) -> alert.value(),
                        new PartitionByTransfer(),
                        SCREENING_PROCESSOR)
                .addSink(DEAD_LETTERS_SINK, topics.deadLetters(), toBytes, toBytes, SCREENING_PROCESSOR);
        CHANGELOGGED.forEach(store -> topology.addStateStore(changelogged(store), SCREENING_PROCESSOR));
        return topology;
    }

    /**
     * The names of the changelog topics, in which Kafka Streams keeps the state. Kafka Streams creates them at the
     * first start, each with as many partitions as the topic of transfers has.
     *
     * @param applicationId the id of the application, with which the names begin
     */
    public static List<String> changelogs(String applicationId) {
        return CHANGELOGGED.stream()
                .map(store -> applicationId + "-" + store + "-changelog")
                .toList();
    }

    /**
     * The store is in memory: a persistent global store would replay nothing after a restart, and the index would stay
     * empty.
     */
    private static StoreBuilder<KeyValueStore<byte[], byte[]>> lawStore() {
        Serde<byte[]> bytes = Serdes.ByteArray();
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RulesetProcessor.STORE), bytes, bytes)
                .withLoggingDisabled();
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> changelogged(String name) {
        Serde<byte[]> bytes = Serdes.ByteArray();
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), bytes, bytes)
                .withLoggingEnabled(Map.of());
    }
}
