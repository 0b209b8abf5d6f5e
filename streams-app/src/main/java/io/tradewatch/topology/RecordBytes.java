package io.tradewatch.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a record weighs in memory, for those who keep several: a count bounds nothing where one record may have 1 MB. */
public final class RecordBytes {
    /** What the objects around the bytes take, about. */
    private static final long OBJECTS = 256;

    private RecordBytes() {}

    /** The uncompressed bytes of key, value and headers, and a little for the objects around them. */
    public static long of(ConsumerRecord<byte[], byte[]> record) {
        return OBJECTS + length(record.key()) + length(record.value()) + of(record.headers());
    }

    /** The same of headers; 0 where there are none, without making anything. */
    static long of(Headers headers) {
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
