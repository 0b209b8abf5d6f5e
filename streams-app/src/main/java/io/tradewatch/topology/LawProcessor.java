package io.tradewatch.topology;

import io.tradewatch.records.LawDecoder;
import io.tradewatch.records.LawRecord;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import io.tradewatch.screening.ReferenceTables;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        String keyText = key == null ? "(no key)" : new String(key, StandardCharsets.UTF_8);
        if (key != null) {
            Objects.requireNonNull(store).put(key, value);
        }
        book.published(Instant.ofEpochMilli(record.timestamp()));
        if (value == null) {
            book.remove(offset(), keyText);
        } else {
            take(keyText, patience.withRegistryForAsLongAsItTakes(() -> decoder.decode(value, record.headers())));
        }
        book.compileSoon();
    }

    private void take(String key, Outcome<LawRecord> outcome) {
        if (outcome instanceof Outcome.Decoded<LawRecord> decoded) {
            applyIfUsable(key, decoded.value());
        } else if (outcome instanceof Outcome.Defective<LawRecord> defective) {
            book.skip(offset(), key, defective.defect());
        }
    }

    private void applyIfUsable(String key, LawRecord record) {
        Optional<StructuralDefect> defect = defectOf(key, record);
        if (defect.isPresent()) {
            book.skip(offset(), key, defect.get());
        } else {
            book.apply(offset(), key, record);
        }
    }

    /** A table that cannot be read must not take the whole law down with it when that is compiled. */
    private static Optional<StructuralDefect> defectOf(String key, LawRecord record) {
        if (!record.key().equals(key)) {
            return Optional.of(new StructuralDefect(
                    Reason.KEY_MISMATCH, "the value belongs under the key '" + record.key() + "'"));
        }
        if (record instanceof LawRecord.Table table) {
            try {
                ReferenceTables.of(List.of(table.table()));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.of(new StructuralDefect(Reason.UNUSABLE_LAW, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    private long offset() {
        return Objects.requireNonNull(context)
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a global store has its offset"))
                .offset();
    }
}
