package io.tradewatch.topology;

import io.tradewatch.records.LawDecoder;
import io.tradewatch.records.RulesetFold;
import java.time.Instant;
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
 * therefore lives in the {@link LawBook} that both are given. {@link LawReplay} tells it when the first is through.
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
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        String keyText = RulesetFold.key(key);
        if (key != null) {
            Objects.requireNonNull(store).put(key, value);
        }
        book.published(Instant.ofEpochMilli(record.timestamp()));
        if (value == null) {
            book.remove(offset(), keyText);
        } else {
            book.apply(
                    offset(),
                    keyText,
                    patience.withRegistryForAsLongAsItTakes(() -> decoder.decode(value, record.headers())));
        }
        book.compileSoon();
    }

    private long offset() {
        return Objects.requireNonNull(context)
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a global store has its offset"))
                .offset();
    }
}
