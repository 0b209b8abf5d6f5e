package io.tradewatch.topology;

import io.tradewatch.records.DeadLetters;
import io.tradewatch.records.StructuralDefect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Makes dead letters of records: key, value and headers as they were, and headers that say what is wrong. */
final class DeadLetterRecords {
    private DeadLetterRecords() {}

    /**
     * Makes a dead letter.
     *
     * @param now the time by the clock, which it gets: retention counts from it. With the time of the record, a dead letter
     *     of a backfill would be deleted as soon as it is written.
     */
    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> record, Origin readFrom, StructuralDefect defect, long now) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        add(headers, DeadLetters.REASON, defect.reason().name());
        add(headers, DeadLetters.DETAIL, defect.detail());
        add(headers, DeadLetters.TOPIC, readFrom.topic());
        add(headers, DeadLetters.PARTITION, Integer.toString(readFrom.partition()));
        add(headers, DeadLetters.OFFSET, Long.toString(readFrom.offset()));
        add(
                headers,
                DeadLetters.TIMESTAMP,
                Instant.ofEpochMilli(record.timestamp()).toString());
        return new Record<>(record.key(), record.value(), now, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
