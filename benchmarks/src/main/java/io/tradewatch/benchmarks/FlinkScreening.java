package io.tradewatch.benchmarks;

import io.tradewatch.codec.registry.RegistrySchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Screens transfers under a law that Flink keeps as broadcast state. Screening begins when the law is complete; what comes
 * earlier waits.
 *
 * @param <V> what the broadcast state holds for each of its keys
 */
abstract class FlinkScreening<V>
        extends BroadcastProcessFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>, String> {
    private static final long serialVersionUID = 1;

    private final String registryUrl;
    private final int lawRecords;
    private final MapStateDescriptor<String, V> state;

    private transient RegistrySchemas schemas;
    private transient List<Tuple2<byte[], byte[]>> early;
    private transient int seen;

    FlinkScreening(String registryUrl, int lawRecords, MapStateDescriptor<String, V> state) {
        this.registryUrl = registryUrl;
        this.lawRecords = lawRecords;
        this.state = state;
    }

    /** What the law is kept in. */
    final MapStateDescriptor<String, V> state() {
        return state;
    }

    @Override
    public final void open(OpenContext context) {
        schemas = RegistrySchemas.connect(Map.of("schema.registry.url", registryUrl));
        early = new ArrayList<>();
        prepare(schemas);
    }

    /** Makes what decodes. */
    abstract void prepare(RegistrySchemas schemas);

    /** Takes one record of the law into the state. */
    abstract void learn(Tuple2<byte[], byte[]> record, BroadcastState<String, V> law) throws Exception;

    /** Told when the law is complete. */
    abstract void complete(ReadOnlyBroadcastState<String, V> law) throws Exception;

    /** Screens one transfer, and collects the ids of its violations. */
    abstract void screen(Tuple2<byte[], byte[]> record, ReadOnlyBroadcastState<String, V> law, Collector<String> out)
            throws Exception;

    @Override
    public final void processBroadcastElement(Tuple2<byte[], byte[]> record, Context context, Collector<String> out)
            throws Exception {
        BroadcastState<String, V> law = context.getBroadcastState(state);
        learn(record, law);
        seen++;
        if (seen >= lawRecords) {
            complete(law);
            for (Tuple2<byte[], byte[]> transfer : early) {
                screen(transfer, law, out);
            }
            early.clear();
        }
    }

    @Override
    public final void processElement(Tuple2<byte[], byte[]> transfer, ReadOnlyContext context, Collector<String> out)
            throws Exception {
        if (seen < lawRecords) {
            early.add(Tuple2.of(transfer.f0, transfer.f1));
        } else {
            screen(transfer, context.getBroadcastState(state), out);
        }
    }

    @Override
    public final void close() {
        if (schemas != null) {
            schemas.close();
        }
    }
}
