package io.tradewatch.screening;

import org.apache.kafka.streams.processor.api.Record;

/** Receives a task's output, which is part of the same transaction as the task's state and offsets. */
public interface OutputSink {
    /** Publishes an alert. */
    void alert(Record<byte[], Alert> alert);

    /** Publishes an unscreenable record, unchanged, with the reason. */
    void deadLetter(Record<byte[], byte[]> letter);
}
