package io.tradewatch.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tradewatch.codec.text.BoundedJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Writes records in the exchange format; {@link AvroJson} describes it. */
final class AvroJsonWriter {
    private static final JsonFactory JSON = BoundedJson.factory();

    private AvroJsonWriter() {}

    static String write(IndexedRecord value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writeRecord(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeRecord(IndexedRecord value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : value.getSchema().getFields()) {
            Object content = value.get(field.pos());
            if (content != null) {
                json.writeFieldName(field.name());
                writeValue(content, json);
            }
        }
        json.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value instanceof IndexedRecord nested) {
            writeRecord(nested, json);
        } else if (value instanceof Collection<?> values) {
            json.writeStartArray();
            for (Object element : values) {
                writeValue(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof BigDecimal decimal) {
            json.writeString(decimal.stripTrailingZeros().toPlainString());
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            // Text and enums as they are; Instant and LocalDate print themselves in ISO-8601.
            json.writeString(value.toString());
        }
    }
}
