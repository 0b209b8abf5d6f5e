package io.tradewatch.screening;

import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Creates dead letters from records: key, value and headers are unchanged, and additional headers describe the defect.
 * A dead letter that exceeds the topic's limit is replaced by a pointer to the record's location.
 */
final class DeadLetterRecords {
    /** The maximum length of a record location, in bytes. */
    private static final int LONGEST_PLACE = 512;

    private DeadLetterRecords() {}

    /**
     * Creates a dead letter.
     *
     * @param now the wall-clock time, which becomes the dead letter's timestamp: retention counts from it. With the
     *     record's timestamp, a dead letter of a backfill would be deleted immediately.
     * @param limits the size limits of the topics
     */
    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> record,
            RecordLocation readFrom,
            StructuralDefect defect,
            long now,
            SizeLimits limits) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        describe(headers, record.timestamp(), readFrom, defect);
        return limits.takesDeadLetter(record.key(), record.value(), headers)
                ? new Record<>(record.key(), record.value(), now, headers)
                : pointer(record, readFrom, defect, now);
    }

    private static Record<byte[], byte[]> pointer(
            Record<byte[], byte[]> record, RecordLocation readFrom, StructuralDefect defect, long now) {
        Headers headers = new RecordHeaders();
        Header redriven = record.headers().lastHeader(DeadLetters.REDRIVEN_FROM);
        if (redriven != null && redriven.value() != null && redriven.value().length <= LONGEST_PLACE) {
            headers.add(redriven);
        }
        describe(headers, record.timestamp(), readFrom, defect);
        byte @Nullable [] value = record.value();
        byte[] original = value == null ? new byte[0] : value;
        add(headers, DeadLetters.ORIGINAL_BYTES, Integer.toString(original.length));
        add(headers, DeadLetters.ORIGINAL_SHA256, HexFormat.of().formatHex(sha256(original)));
        byte @Nullable [] key = record.key();
        return new Record<>(
                key == null || key.length > DeadLetters.POINTER_KEY_BYTES ? null : key,
                value == null ? null : Arrays.copyOf(value, Math.min(value.length, DeadLetters.POINTER_VALUE_BYTES)),
                now,
                headers);
    }

    private static void describe(Headers headers, long timestamp, RecordLocation readFrom, StructuralDefect defect) {
        add(headers, DeadLetters.REASON, defect.reason().name());
        add(headers, DeadLetters.DETAIL, defect.detail());
        add(headers, DeadLetters.TOPIC, readFrom.topic());
        add(headers, DeadLetters.PARTITION, Integer.toString(readFrom.partition()));
        add(headers, DeadLetters.OFFSET, Long.toString(readFrom.offset()));
        add(headers, DeadLetters.TIMESTAMP, Instant.ofEpochMilli(timestamp).toString());
        headers.remove(DeadLetters.ORIGINAL_BYTES);
        headers.remove(DeadLetters.ORIGINAL_SHA256);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
