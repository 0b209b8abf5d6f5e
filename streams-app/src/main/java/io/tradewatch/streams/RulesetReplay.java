package io.tradewatch.streams;

import io.tradewatch.ruleset.RulesetLoader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * Notifies the loader on the global thread when Kafka Streams has replayed the measures topic at a start. It ignores
 * the restoration of task stores.
 */
public final class RulesetReplay implements StateRestoreListener {
    private final RulesetLoader book;

    public RulesetReplay(RulesetLoader book) {
        this.book = book;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long first, long end) {}

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long count) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
        if (store.equals(RulesetProcessor.STORE)) {
            book.replayed();
        }
    }
}
