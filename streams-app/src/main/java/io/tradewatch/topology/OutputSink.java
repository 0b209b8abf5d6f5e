package io.tradewatch.topology;

import org.apache.kafka.streams.processor.api.Record;

/** Where a task's output goes: into the transaction that also holds its state and its offsets. */
interface OutputSink {
    /** Publishes an alert. */
    void alert(Record<byte[], Alert> alert);

    /** Publishes what could not be screened, as it was, with the reason. */
    void deadLetter(Record<byte[], byte[]> letter);
}
