package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.WRONG_FIELD;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Reads records from the exchange format; {@link AvroJson} describes it. */
final class AvroJsonReader {
    private static final int SHOWN_LENGTH = 60;

    private AvroJsonReader() {}

    static Object read(JsonNode json, Schema schema) throws DefectFound {
        return readRecord(json, schema, "");
    }

    private static Object readRecord(JsonNode json, Schema schema, String path) throws DefectFound {
        if (!json.isObject()) {
            throw wrong(path, json, "an object with the fields of a " + schema.getName());
        }
        requireKnownFields(json, schema, path);
        IndexedRecord result = (IndexedRecord) Contracts.MODEL.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            result.put(field.pos(), readField(json.get(field.name()), field, join(path, field.name())));
        }
        return result;
    }

    private static @Nullable Object readField(@Nullable JsonNode json, Schema.Field field, String path)
            throws DefectFound {
        if (json != null && !json.isNull()) {
            return readValue(json, notNull(field.schema()), path);
        }
        if (!field.hasDefaultValue()) {
            throw new DefectFound(WRONG_FIELD, path + " is missing, expected " + expected(notNull(field.schema())));
        }
        return Contracts.MODEL.deepCopy(field.schema(), Contracts.MODEL.getDefaultValue(field));
    }

    static Object readValue(JsonNode json, Schema schema, String path) throws DefectFound {
        LogicalType meaning = schema.getLogicalType();
        if (meaning != null) {
            return AvroJsonScalars.read(json, meaning, path);
        }
        return switch (schema.getType()) {
            case RECORD -> readRecord(json, schema, path);
            case ARRAY -> readArray(json, schema.getElementType(), path);
            case ENUM -> readEnum(json, schema, path);
            case STRING -> AvroJsonScalars.readText(json, path);
            case INT -> readInt(json, path);
            case BOOLEAN -> readBoolean(json, path);
            default -> throw new IllegalStateException("the exchange format has no form for " + schema);
        };
    }

    private static List<Object> readArray(JsonNode json, Schema element, String path) throws DefectFound {
        if (!json.isArray()) {
            throw wrong(path, json, "an array");
        }
        List<Object> values = new ArrayList<>(json.size());
        for (JsonNode value : json) {
            values.add(readValue(value, element, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private static Object readEnum(JsonNode json, Schema schema, String path) throws DefectFound {
        if (!json.isTextual() || !schema.hasEnumSymbol(json.textValue())) {
            throw wrong(path, json, expected(schema));
        }
        return Contracts.MODEL.createEnum(json.textValue(), schema);
    }

    private static Integer readInt(JsonNode json, String path) throws DefectFound {
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            throw wrong(path, json, "a whole number");
        }
        return json.intValue();
    }

    private static Boolean readBoolean(JsonNode json, String path) throws DefectFound {
        if (!json.isBoolean()) {
            throw wrong(path, json, "true or false");
        }
        return json.booleanValue();
    }

    private static void requireKnownFields(JsonNode json, Schema schema, String path) throws DefectFound {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (schema.getField(entry.getKey()) == null) {
                List<String> names =
                        schema.getFields().stream().map(Schema.Field::name).toList();
                String hint = NearestName.of(entry.getKey(), names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; a " + schema.getName() + " has " + String.join(", ", names));
                throw new DefectFound(WRONG_FIELD, join(path, entry.getKey()) + " is not a known field" + hint);
            }
        }
    }

    static DefectFound wrong(String path, JsonNode found, String expected) {
        String place = path.isEmpty() ? "the whole" : path;
        return new DefectFound(WRONG_FIELD, place + " is " + shown(found) + ", expected " + expected);
    }

    /** Formats a value for a message; truncates a long one. */
    static String shown(JsonNode found) {
        String shown = found.toString();
        return shown.length() > SHOWN_LENGTH ? shown.substring(0, SHOWN_LENGTH) + "…" : shown;
    }

    private static String expected(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
            case RECORD -> "an object with the fields of a " + schema.getName();
            case ARRAY -> "an array";
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    /** The other branch of a nullable field. */
    static Schema notNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
