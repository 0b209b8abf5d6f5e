package io.tradewatch.topology;

import io.tradewatch.records.LawDecoder;
import io.tradewatch.records.LawRecord;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the records of the measures topic to the law.
 *
 * <p>Kafka Streams makes two of these: one replays the topic at start, the other goes on from there. What they collect
 * therefore lives in the {@link LawBook} that both are given. Each compiles it at its beginning, so that what was
 * replayed counts before the first transfer is screened.
 */
final class LawProcessor implements Processor<byte[], byte[], Void, Void> {
    static final String STORE = "measures";

    private final LawBook book;
    private final LawDecoder decoder;
    private final Patience patience;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<byte[], byte[]> store;

    LawProcessor(LawBook book, LawDecoder decoder, Patience patience) {
        this.book = book;
        this.decoder = decoder;
        this.patience = patience;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        book.compileNow();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        String keyText = key == null ? "(no key)" : new String(key, StandardCharsets.UTF_8);
        if (key != null) {
            Objects.requireNonNull(store).put(key, value);
        }
        if (value == null) {
            book.remove(offset(), keyText);
        } else {
            take(keyText, patience.withRegistryForAsLongAsItTakes(() -> decoder.decode(value)));
        }
        book.compileSoon();
    }

    private void take(String key, Outcome<LawRecord> outcome) {
        if (outcome instanceof Outcome.Decoded<LawRecord> decoded) {
            applyIfKeyFits(key, decoded.value());
        } else if (outcome instanceof Outcome.Defective<LawRecord> defective) {
            book.skip(offset(), key, defective.defect());
        }
    }

    private void applyIfKeyFits(String key, LawRecord record) {
        if (record.key().equals(key)) {
            book.apply(offset(), key, record);
        } else {
            book.skip(
                    offset(),
                    key,
                    new StructuralDefect(
                            Reason.KEY_MISMATCH, "the value belongs under the key '" + record.key() + "'"));
        }
    }

    private long offset() {
        return Objects.requireNonNull(context)
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a global store has its offset"))
                .offset();
    }
}
