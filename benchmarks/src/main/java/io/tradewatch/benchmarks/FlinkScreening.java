package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.records.LawDecoder;
import io.tradewatch.records.LawRecord;
import io.tradewatch.records.OutlineReader;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.SkippingTransferDecoder;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.Law;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.ReferenceTables;
import io.tradewatch.screening.Screening;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferOutline;
import io.tradewatch.screening.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Screens by Tradewatch's decoders and index under a law that Flink keeps as broadcast state. */
final class FlinkScreening extends BroadcastProcessFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>, String> {
    /** The records of the law, by key. */
    static final MapStateDescriptor<String, byte[]> LAW =
            new MapStateDescriptor<>("law", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final long serialVersionUID = 1;

    private final String registryUrl;
    private final int lawRecords;

    private transient RegistrySchemas schemas;
    private transient OutlineReader outlines;
    private transient SkippingTransferDecoder decoder;
    private transient LawDecoder laws;
    private transient List<Tuple2<byte[], byte[]>> early;
    private transient @Nullable Screening screening;
    private transient int seen;

    /** Screens when the law is complete; what comes earlier waits. */
    FlinkScreening(String registryUrl, int lawRecords) {
        this.registryUrl = registryUrl;
        this.lawRecords = lawRecords;
    }

    @Override
    public void open(OpenContext context) {
        schemas = RegistrySchemas.connect(Map.of("schema.registry.url", registryUrl));
        outlines = new OutlineReader(schemas);
        decoder = new SkippingTransferDecoder(schemas);
        laws = new LawDecoder(schemas);
        early = new ArrayList<>();
    }

    @Override
    public void processBroadcastElement(Tuple2<byte[], byte[]> record, Context context, Collector<String> out)
            throws Exception {
        context.getBroadcastState(LAW).put(new String(record.f0, UTF_8), record.f1);
        seen++;
        if (seen >= lawRecords) {
            screening = new Screening(MeasureIndex.compile(law(context)));
            for (Tuple2<byte[], byte[]> transfer : early) {
                screen(transfer, screening, out);
            }
            early.clear();
        }
    }

    private Law law(Context context) throws Exception {
        List<Measure> measures = new ArrayList<>();
        List<ReferenceTable> tables = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : context.getBroadcastState(LAW).immutableEntries()) {
            LawRecord record = laws.decode(entry.getValue()).orElseThrow();
            if (record instanceof LawRecord.Revision revision) {
                measures.add(revision.measure());
            } else if (record instanceof LawRecord.Table table) {
                tables.add(table.table());
            }
        }
        return Law.of(measures, ReferenceTables.of(tables));
    }

    @Override
    public void processElement(Tuple2<byte[], byte[]> transfer, ReadOnlyContext context, Collector<String> out)
            throws Exception {
        FlinkJob.FIRST.compareAndSet(0, System.nanoTime());
        if (screening == null) {
            early.add(Tuple2.of(transfer.f0, transfer.f1));
        } else {
            screen(transfer, screening, out);
        }
    }

    private void screen(Tuple2<byte[], byte[]> record, Screening law, Collector<String> out)
            throws RegistryUnavailableException {
        TransferOutline outline = outlines.read(record.f0, record.f1);
        if (outline != null && law.isClear(outline)) {
            return;
        }
        Transfer transfer = decoder.decodeDeciding(record.f1).orElseThrow();
        for (Finding finding : law.screen(transfer)) {
            out.collect(Violations.id(transfer.transferId(), finding.itemNumber(), finding.measureId()));
        }
    }

    @Override
    public void close() {
        if (schemas != null) {
            schemas.close();
        }
    }
}
