package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The textbook way with the DSL of Kafka Streams: each goods item becomes a record for each code that a measure may list it
 * by, keyed by country and code, sent to the partition of that key, and joined with a table of the listed goods. It knows
 * countries of destination and prefixes, which is all that the generated law asks for, and none of the other rules.
 */
final class TextbookInstance implements Instance {
    private static final String SEPARATOR = "|";
    private static final int[] PREFIXES = {2, 4, 6};

    private final KafkaStreams streams;
    private final RegistrySchemas schemas;

    private TextbookInstance(KafkaStreams streams, RegistrySchemas schemas) {
        this.streams = streams;
        this.schemas = schemas;
    }

    /** What the table of listed goods holds: by country and prefix, the ids of the measures, with commas. */
    static Map<String, String> listedGoods(List<Measure> law) {
        Map<String, String> listed = new HashMap<>();
        for (Measure measure : law) {
            for (String country : measure.targets()) {
                CoveringPrefixes.of(measure.commodities())
                        .forEach(digits -> listed.merge(
                                country + SEPARATOR + digits,
                                measure.measureId(),
                                (before, more) -> before + "," + more));
            }
        }
        return listed;
    }

    /** Starts from the beginning of the topics. */
    static TextbookInstance start(
            BenchCluster cluster, String id, Path state, String transfers, String listedGoods, String violations) {
        RegistrySchemas schemas = RegistrySchemas.connect(cluster.registry());
        Serde<String> text = Serdes.String();
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> listed = builder.table(listedGoods, Consumed.with(text, text));
        KStream<String, String> candidates = builder.stream(transfers, Consumed.with(text, reading(schemas)))
                .flatMap((transferId, transfer) -> candidates(transfer));
        candidates
                .join(listed, (item, measures) -> item + SEPARATOR + measures, Joined.with(text, text, text))
                .flatMap((key, found) -> violations(found))
                .to(violations, Produced.with(text, text));
        Properties properties = Settings.streams(cluster.kafka(), id, state);
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
        KafkaStreams streams = new KafkaStreams(builder.build(properties), properties);
        streams.start();
        return new TextbookInstance(streams, schemas);
    }

    private static Serde<Transfer> reading(RegistrySchemas schemas) {
        ProjectingTransferDecoder decoder = new ProjectingTransferDecoder(schemas);
        Deserializer<Transfer> deserializer = (topic, bytes) -> {
            try {
                return decoder.decodeWhole(bytes).orElseThrow();
            } catch (RegistryUnavailableException e) {
                throw new IllegalStateException("the registry of this benchmark does not answer", e);
            }
        };
        return Serdes.serdeFrom(
                (topic, transfer) -> {
                    throw new UnsupportedOperationException("transfers are only read");
                },
                deserializer);
    }

    private static List<KeyValue<String, String>> candidates(Transfer transfer) {
        List<KeyValue<String, String>> candidates = new ArrayList<>();
        for (GoodsItem item : transfer.getGoodsItems()) {
            for (int length : PREFIXES) {
                candidates.add(KeyValue.pair(
                        transfer.getCountryOfDestination()
                                + SEPARATOR
                                + item.getCommodityCode().substring(0, length),
                        transfer.getTransferId() + SEPARATOR + item.getItemNumber()));
            }
        }
        return candidates;
    }

    private static List<KeyValue<String, String>> violations(String found) {
        String[] parts = found.split("\\|", -1);
        return Arrays.stream(parts[2].split(","))
                .map(measure -> KeyValue.pair(Violations.id(parts[0], Integer.parseInt(parts[1]), measure), found))
                .toList();
    }

    @Override
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close();
        schemas.close();
    }
}
