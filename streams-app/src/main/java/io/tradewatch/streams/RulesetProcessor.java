package io.tradewatch.streams;

import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.ruleset.RulesetFold;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.screening.RetryPolicy;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Passes the records of the measures topic to the {@link RulesetLoader}.
 *
 * <p>Kafka Streams creates two instances: one replays the topic at the start, the other continues from there. Therefore
 * both share one {@link RulesetLoader}, which holds the records. {@link RulesetReplay} signals the end of the replay.
 */
public final class RulesetProcessor implements Processor<byte[], byte[], Void, Void> {
    public static final String STORE = "measures";

    private final RulesetLoader book;
    private final RulesetRecordDecoder decoder;
    private final RetryPolicy retryPolicy;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<byte[], byte[]> store;

    RulesetProcessor(RulesetLoader book, RulesetRecordDecoder decoder, RetryPolicy retryPolicy) {
        this.book = book;
        this.decoder = decoder;
        this.retryPolicy = retryPolicy;
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
                    retryPolicy.withRegistryForAsLongAsItTakes(() -> decoder.decode(value, record.headers())));
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
