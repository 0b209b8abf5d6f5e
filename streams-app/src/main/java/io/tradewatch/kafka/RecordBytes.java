package io.tradewatch.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The size of a record in memory, for bounded queues: a bound on the count is no bound on memory if one record may have
 * 1 MB.
 */
public final class RecordBytes {
    /** The approximate size of the objects around the bytes, in bytes. */
    private static final long OBJECTS = 256;

    private RecordBytes() {}

    /** The uncompressed size of key, value and headers, plus an estimate for the objects around them, in bytes. */
    public static long of(ConsumerRecord<byte[], byte[]> record) {
        return OBJECTS + length(record.key()) + length(record.value()) + of(record.headers());
    }

    /** The size of the headers, in bytes; 0 if there are none. Allocates nothing if there are none. */
    public static long of(Headers headers) {
        long bytes = 0;
        for (Header header : headers.toArray()) {
            bytes += OBJECTS + 2L * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
