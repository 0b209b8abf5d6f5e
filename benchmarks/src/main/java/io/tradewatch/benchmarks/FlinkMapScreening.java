package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Violations;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;

/**
 * What one would write with Flink and nothing of Tradewatch: Avro's own reader, and a map from country and prefix to the ids
 * of the measures that list it, looked up for every prefix of an item's code. It knows countries of destination and
 * prefixes, which is all that the generated law asks for, and none of the other rules.
 */
final class FlinkMapScreening extends FlinkScreening<List<String>> {
    private static final long serialVersionUID = 1;

    private static final char SEPARATOR = '|';
    private static final int SHORTEST_PREFIX = 2;
    private static final int DIGITS_OF_A_LEVEL = 2;

    private transient PlainAvroReader<Transfer> transfers;
    private transient PlainAvroReader<SpecificRecord> laws;

    FlinkMapScreening(String registryUrl, int lawRecords) {
        super(
                registryUrl,
                lawRecords,
                new MapStateDescriptor<>("measures-by-prefix", Types.STRING, Types.LIST(Types.STRING)));
    }

    @Override
    void prepare(RegistrySchemas schemas) {
        transfers = new PlainAvroReader<>(schemas, Transfer.class, Transfer.getClassSchema());
        laws = new PlainAvroReader<>(
                schemas, Measure.class, Schema.createUnion(Measure.getClassSchema(), ReferenceTable.getClassSchema()));
    }

    @Override
    void learn(Tuple2<byte[], byte[]> record, BroadcastState<String, List<String>> law) throws Exception {
        if (laws.read(record.f1) instanceof Measure measure) {
            List<CommodityPrefix> prefixes = measure.getCommodities().stream()
                    .map(CommodityPrefix::parse)
                    .toList();
            for (String country : measure.getTargets()) {
                for (String digits : CoveringPrefixes.of(prefixes)) {
                    String key = country + SEPARATOR + digits;
                    List<String> ids = law.contains(key) ? new ArrayList<>(law.get(key)) : new ArrayList<>();
                    ids.add(measure.getMeasureId());
                    law.put(key, ids);
                }
            }
        }
    }

    @Override
    void complete(ReadOnlyBroadcastState<String, List<String>> law) {
        // The map is all that it takes.
    }

    @Override
    void screen(Tuple2<byte[], byte[]> record, ReadOnlyBroadcastState<String, List<String>> law, Collector<String> out)
            throws Exception {
        Transfer transfer = transfers.read(record.f1);
        for (GoodsItem item : transfer.getGoodsItems()) {
            String key = transfer.getCountryOfDestination() + SEPARATOR + item.getCommodityCode();
            int country = key.indexOf(SEPARATOR) + 1;
            for (int end = country + SHORTEST_PREFIX; end <= key.length(); end += DIGITS_OF_A_LEVEL) {
                List<String> measures = law.get(key.substring(0, end));
                if (measures != null) {
                    for (String measureId : measures) {
                        out.collect(Violations.id(transfer.getTransferId(), item.getItemNumber(), measureId));
                    }
                }
            }
        }
    }
}
