package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.LawRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;

/** Screens by Tradewatch's decoders and index: the broadcast state holds the records of the law, by their keys. */
final class FlinkIndexScreening extends FlinkScreening<byte[]> {
    private static final long serialVersionUID = 1;

    private transient OutlineReader outlines;
    private transient SkippingTransferDecoder decoder;
    private transient RulesetRecordDecoder laws;
    private transient Screening screening;

    FlinkIndexScreening(String registryUrl, int lawRecords) {
        super(
                registryUrl,
                lawRecords,
                new MapStateDescriptor<>("law", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    void prepare(RegistrySchemas schemas) {
        outlines = new OutlineReader(schemas);
        decoder = new SkippingTransferDecoder(schemas);
        laws = new RulesetRecordDecoder(schemas);
    }

    @Override
    void learn(Tuple2<byte[], byte[]> record, BroadcastState<String, byte[]> law) throws Exception {
        law.put(new String(record.f0, UTF_8), record.f1);
    }

    @Override
    void complete(ReadOnlyBroadcastState<String, byte[]> law) throws Exception {
        List<RulesetRecord> records = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : law.immutableEntries()) {
            records.add(laws.decode(entry.getValue()).orElseThrow());
        }
        screening = new Screening(MeasureIndex.compile(LawRecords.law(records)), Screening.DEFAULT_MAX_VIOLATIONS);
    }

    @Override
    void screen(Tuple2<byte[], byte[]> record, ReadOnlyBroadcastState<String, byte[]> law, Collector<String> out)
            throws Exception {
        TransferOutline outline = outlines.read(record.f0, record.f1);
        if (outline != null && screening.isClear(outline)) {
            return;
        }
        Transfer transfer = decoder.decodeDeciding(record.f1).orElseThrow();
        for (Finding finding : screening.screen(transfer)) {
            out.collect(Violations.id(transfer.transferId(), finding.itemNumber(), finding.measureId()));
        }
    }
}
