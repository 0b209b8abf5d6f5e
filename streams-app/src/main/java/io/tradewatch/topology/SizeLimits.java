package io.tradewatch.topology;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a record fits into the topic that it is meant for. Every record that a task writes is weighed here
 * before anything of its transfer is written.
 *
 * <p>Two limits hold. The producer compares a record as it is before compression with {@code max.request.size}. The broker
 * compares what compression leaves of it with the topic's {@code max.message.bytes}. A record that fits uncompressed fits;
 * only others are compressed to find out, by the codec that the topic ends up with.
 *
 * @param violations what the topic of alerts takes
 * @param deadLetters what the topic of dead letters takes
 * @param changelogs what each changelog takes
 * @param request the producer's {@code max.request.size}, or its {@code buffer.memory} where that is smaller, in bytes
 */
record SizeLimits(Topic violations, Topic deadLetters, Topic changelogs, long request) {
    /** No more than this is around key, value and headers: a batch's head, and the lengths that a record begins with. */
    private static final long FRAME = 128;

    /** No more than this is around a header: two lengths. */
    private static final long HEADER_FRAME = 10;

    /** What compression adds to that which it cannot compress, at most: one byte in so many. */
    private static final long EXPANSION = 1_000;

    private static final int FIRST_BUFFER = 64 * 1024;
    private static final byte MAGIC = 2;
    private static final RecordHeaders NO_HEADERS = new RecordHeaders();
    private static final String NO_CODEC = "none";

    /**
     * What one topic takes.
     *
     * @param bytes its {@code max.message.bytes}
     * @param codec how its records are compressed in the end: {@code none}, {@code lz4}, {@code gzip}, {@code snappy} or
     *     {@code zstd}
     */
    record Topic(long bytes, String codec) {
        Topic {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes is " + bytes + ", expected 1 or more");
            }
        }
    }

    SizeLimits {
        if (request < 1) {
            throw new IllegalArgumentException("request is " + request + ", expected 1 or more");
        }
    }

    /** Where nothing is written to a broker: everything fits. */
    static SizeLimits none() {
        Topic any = new Topic(Long.MAX_VALUE, NO_CODEC);
        return new SizeLimits(any, any, any, Long.MAX_VALUE);
    }

    /** Whether an alert fits into its topic. */
    boolean takesAlert(byte[] key, byte[] value, Headers headers) {
        return takes(violations, key, value, headers);
    }

    /** Whether a dead letter fits into its topic. */
    boolean takesDeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return takes(deadLetters, key, value, headers);
    }

    /** Whether a row fits into its changelog. */
    boolean takesRow(byte[] key, byte[] value) {
        return takes(changelogs, key, value, NO_HEADERS);
    }

    /** Whether an alert of so many bytes of key, value and headers fits, whatever they are; false: it may fit. */
    boolean takesAnyAlertOf(long bytes) {
        return fits(bytes + FRAME, violations);
    }

    /** Whether a row of so many bytes of key and value fits, whatever they are; false: it may fit. */
    boolean takesAnyRowOf(long bytes) {
        return fits(bytes + FRAME, changelogs);
    }

    private boolean fits(long uncompressed, Topic topic) {
        return uncompressed <= request && uncompressed <= topic.bytes() - topic.bytes() / EXPANSION;
    }

    private boolean takes(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long uncompressed = FRAME + length(key) + length(value);
        for (Header header : headers) {
            uncompressed +=
                    HEADER_FRAME + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        if (fits(uncompressed, topic)) {
            return true;
        }
        return uncompressed <= request
                && !topic.codec().equals(NO_CODEC)
                && compressed(topic.codec(), key, value, headers) + FRAME <= topic.bytes();
    }

    private static long compressed(String codec, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        ByteBufferOutputStream counted = new ByteBufferOutputStream(FIRST_BUFFER);
        try (OutputStream out = Compression.of(codec).build().wrapForOutput(counted, MAGIC)) {
            write(key, out);
            write(value, out);
            for (Header header : headers) {
                out.write(header.key().getBytes(StandardCharsets.UTF_8));
                write(header.value(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return counted.position();
    }

    private static void write(byte @Nullable [] bytes, OutputStream out) throws IOException {
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
