package io.tradewatch.ops.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as JSON, value by value, within a bound of bytes. A value is put into words only where there is room for
 * it; what is left out is named under {@code leftOut}, so that no part is taken for the whole.
 *
 * <pre>{@code
 * Answer answer = new Answer().field("lawPosition", 135);
 * Answer.Values values = answer.values("violations", "violations", 1_000);
 * found.forEach(violation -> values.add(() -> AvroJson.write(violation)));
 * values.end();
 * answer.send(context);
 * }</pre>
 *
 * <p>Used by one thread.
 */
final class Answer {
    /** How many bytes of lists an answer has at most, before compression. Single fields come on top. */
    static final int MAX_BYTES = 4 << 20;

    /** How many violations an answer has at most. */
    static final int MAX_VIOLATIONS = 1_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final int maxBytes;

    /**
     * A list that is not shown whole.
     *
     * @param field where it is, such as {@code results[2].violations}
     * @param shown how many of its values are there, from the first on
     * @param inAll how many there are in all
     */
    private record LeftOut(String field, int shown, int inAll) {}

    Answer() {
        this(MAX_BYTES);
    }

    /** @param maxBytes how many bytes of lists there are at most */
    Answer(int maxBytes) {
        this.maxBytes = maxBytes;
        try {
            this.json = JsonText.generator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Adds a field whose size has a bound of its own. */
    Answer field(String name, @Nullable Object value) {
        try {
            json.writeFieldName(name);
            json.writePOJO(value);
            return this;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Adds the keys of records that the ruleset lacks; nothing while it is complete. */
    Answer unusable(PublishedLaw law) {
        List<String> keys = law.unusableKeys();
        return keys.isEmpty() ? this : field("unusable", keys);
    }

    /** Begins a list of objects, which {@link #endObjects} ends. */
    void beginObjects(String name) {
        try {
            json.writeArrayFieldStart(name);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    void endObjects() {
        try {
            json.writeEndArray();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    void beginObject() {
        try {
            json.writeStartObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    void endObject() {
        try {
            json.writeEndObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /**
     * Adds one value where it is not too large; otherwise says that it was left out.
     *
     * @param mostBytes what is too large
     */
    void value(String name, int mostBytes, String value) {
        try {
            byte[] written = value.getBytes(StandardCharsets.UTF_8);
            if (written.length <= Math.min(mostBytes, room())) {
                json.writeFieldName(name);
                json.writeRawValue(value);
            } else {
                leftOut.add(new LeftOut(name, 0, 1));
            }
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /**
     * Begins a list, which {@link Values#end} ends.
     *
     * @param field its name
     * @param place its place in the answer, for people
     * @param most how many values it has at most
     */
    Values values(String field, String place, int most) {
        beginObjects(field);
        return new Values(place, most);
    }

    /** Adds a whole list of records at the top of the answer, as far as there is room. Returns how many are there. */
    int records(String field, int most, Stream<? extends SpecificRecord> records) {
        Values values = values(field, field, most);
        records.forEach(record -> values.add(() -> JsonText.of(record)));
        return values.end();
    }

    private int room() {
        return maxBytes - bytes.size() - json.getOutputBuffered();
    }

    /** Ends the answer and hands it over. */
    void send(Context context) {
        context.contentType("application/json").result(end());
    }

    /** Ends the answer. */
    byte[] end() {
        if (!leftOut.isEmpty()) {
            field("leftOut", leftOut);
        }
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return bytes.toByteArray();
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("an answer is written to memory", e);
    }

    /** A list that grows as long as there is room. */
    final class Values {
        private final String place;
        private final int most;
        private int shown;
        private int inAll;

        private Values(String place, int most) {
            this.place = place;
            this.most = most;
        }

        /**
         * Adds a value, or counts it only: once there is no room for one, none after it is added.
         *
         * @param value written as JSON; not asked for where it is only counted
         */
        void add(Supplier<String> value) {
            inAll++;
            if (inAll - 1 > shown || shown >= most) {
                return;
            }
            String written = value.get();
            if (written.getBytes(StandardCharsets.UTF_8).length >= room()) {
                return;
            }
            try {
                json.writeRawValue(written);
                shown++;
            } catch (IOException e) {
                throw inMemory(e);
            }
        }

        /** Ends the list. Returns how many values it has. */
        int end() {
            endObjects();
            if (shown < inAll) {
                leftOut.add(new LeftOut(place, shown, inAll));
            }
            return shown;
        }
    }
}
