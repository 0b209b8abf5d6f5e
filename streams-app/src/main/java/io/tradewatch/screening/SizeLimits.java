package io.tradewatch.screening;

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
 * Decides whether a record fits into its target topic. A task checks the size of every record here before it writes any
 * output of the same transfer.
 *
 * <p>Two limits apply. The producer compares the uncompressed size of a record with {@code max.request.size}. The
 * broker compares its compressed size with the topic's {@code max.message.bytes}. A record that fits uncompressed
 * always fits. Other records are compressed for the check, with the codec that the topic finally stores.
 *
 * @param violations the limits of the topic of alerts
 * @param deadLetters the limits of the topic of dead letters
 * @param changelogs the limits of each changelog
 * @param request the producer's {@code max.request.size}, or its {@code buffer.memory} if that is smaller, in bytes
 */
public record SizeLimits(Topic violations, Topic deadLetters, Topic changelogs, long request) {
    /**
     * An upper bound of the overhead around key, value and headers, in bytes: the batch header and the lengths at the
     * start of a record.
     */
    private static final long FRAME = 128;

    /** An upper bound of the overhead around a header, in bytes: two lengths. */
    private static final long HEADER_FRAME = 10;

    /** Compression adds at most one byte per this number of bytes to incompressible content. */
    private static final long EXPANSION = 1_000;

    private static final int FIRST_BUFFER = 64 * 1024;
    private static final byte MAGIC = 2;
    private static final RecordHeaders NO_HEADERS = new RecordHeaders();
    private static final String NO_CODEC = "none";

    /**
     * The limits of one topic.
     *
     * @param bytes its {@code max.message.bytes}
     * @param codec the codec in which the broker stores its records: {@code none}, {@code lz4}, {@code gzip},
     *     {@code snappy} or {@code zstd}
     */
    public record Topic(long bytes, String codec) {
        public Topic {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes is " + bytes + ", expected 1 or more");
            }
        }
    }

    public SizeLimits {
        if (request < 1) {
            throw new IllegalArgumentException("request is " + request + ", expected 1 or more");
        }
    }

    /** No limits, for use without a broker: every record fits. */
    public static SizeLimits none() {
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

    /**
     * Whether every alert with the given total size of key, value and headers fits; false: a specific alert may fit.
     */
    boolean takesAnyAlertOf(long bytes) {
        return fits(bytes + FRAME, violations);
    }

    /** Whether every row with the given total size of key and value fits; false: a specific row may fit. */
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
