package io.tradewatch.server.api;

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
 * Writes an answer as JSON, value by value, up to a maximum number of bytes. A value is converted to JSON only if there is
 * room for it. The field {@code leftOut} names what is left out, so that a partial answer is recognizable.
 *
 * <pre>{@code
 * Answer answer = new Answer().field("lawPosition", 135);
 * Answer.Values values = answer.values("violations", "violations", 1_000);
 * found.forEach(violation -> values.add(() -> AvroJson.write(violation)));
 * values.end();
 * answer.send(context);
 * }</pre>
 *
 * <p>For one thread.
 */
final class Answer {
    /** Maximum size in bytes of the lists of an answer, before compression. Single fields come on top. */
    static final int MAX_BYTES = 4 << 20;

    /** Maximum number of violations in an answer. */
    static final int MAX_VIOLATIONS = 1_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final int maxBytes;

    /**
     * A truncated list.
     *
     * @param field its path, such as {@code results[2].violations}
     * @param shown number of values included, from the first on
     * @param inAll total number of values
     */
    private record LeftOut(String field, int shown, int inAll) {}

    Answer() {
        this(MAX_BYTES);
    }

    /** @param maxBytes maximum size in bytes of all lists together */
    Answer(int maxBytes) {
        this.maxBytes = maxBytes;
        try {
            this.json = JsonText.generator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Adds a field whose size is bounded elsewhere. */
    Answer field(String name, @Nullable Object value) {
        try {
            json.writeFieldName(name);
            json.writePOJO(value);
            return this;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Adds the keys of unusable records of the ruleset; adds nothing if it is complete. */
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
     * Adds a value if it is not too large; otherwise lists it as left out.
     *
     * @param mostBytes the maximum size of the value in bytes
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
     * @param most maximum number of its values
     */
    Values values(String field, String place, int most) {
        beginObjects(field);
        return new Values(place, most);
    }

    /** Adds a list of records to the top level of the answer, up to the size limit. Returns the number of records added. */
    int records(String field, int most, Stream<? extends SpecificRecord> records) {
        Values values = values(field, field, most);
        records.forEach(record -> values.add(() -> JsonText.of(record)));
        return values.end();
    }

    private int room() {
        return maxBytes - bytes.size() - json.getOutputBuffered();
    }

    /** Ends the answer and sends it. */
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

    /** A list that accepts values up to the size limit. */
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
         * Adds a value, or only counts it. Once one value does not fit, no later value is added.
         *
         * @param value written as JSON; not called if the value is only counted
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

        /** Ends the list. Returns the number of values that it has. */
        int end() {
            endObjects();
            if (shown < inAll) {
                leftOut.add(new LeftOut(place, shown, inAll));
            }
            return shown;
        }
    }
}
