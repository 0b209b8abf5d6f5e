package io.tradewatch.poison;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to send.
 *
 * @param key its key
 * @param value its value
 * @param headers its headers
 * @param time its timestamp, in ms since the epoch; null: the time at which it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Parcel(
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers,
        @Nullable Long time) {
    Parcel(byte @Nullable [] key, byte @Nullable [] value) {
        this(key, value, Map.of(), null);
    }

    Parcel withHeader(String name, byte[] content) {
        return new Parcel(key, value, Map.of(name, content), time);
    }

    Parcel at(long millis) {
        return new Parcel(key, value, headers, millis);
    }
}
