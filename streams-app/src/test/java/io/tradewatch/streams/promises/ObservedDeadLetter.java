package io.tradewatch.streams.promises;

import io.tradewatch.codec.DeadLetters;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from the topic of dead letters.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
public final class ObservedDeadLetter {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;

    /**
     * @param key the record's key
     * @param value the record's value
     * @param headers the record's headers
     */
    public ObservedDeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** Where the original stands in the topic of transfers: {@code partition@offset}. */
    public String origin() {
        return header(DeadLetters.PARTITION) + "@" + header(DeadLetters.OFFSET);
    }

    /** The name of the reason. */
    public String reason() {
        return header(DeadLetters.REASON);
    }

    private String header(String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "(no " + name + ")" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return origin() + " " + reason() + ": " + header(DeadLetters.DETAIL);
    }
}
