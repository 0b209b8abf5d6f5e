package io.tradewatch.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.UnreadableField;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Reads transfers that people and programs write as JSON. The format is {@link AvroJson}, with these differences:
 *
 * <ul>
 * <li>An unreadable value does not reject the transfer if the field does not affect the screening, or affects a
 *     threshold only. The field becomes unknown, and a note reports it. {@link UnreadableField} lists the fields. An
 *     unknown name is a defect, because it may be a misspelt field that the rules need.
 * <li>A number may stand for a text: {@code "commodityCode": 870324} is read as its digits.
 * <li>If {@code occurredAt} has an offset other than UTC and {@code occurredOn} is absent, {@code occurredOn} is set to
 *     the local day. With {@code Z} this is not needed, because the UTC day is the default.
 * </ul>
 */
public final class TransferJson {
    private static final Set<StructuralDefect.Reason> REPAIRABLE = Set.of(
            StructuralDefect.Reason.WRONG_FIELD,
            StructuralDefect.Reason.DECIMAL_OUT_OF_RANGE,
            StructuralDefect.Reason.DATE_OUT_OF_RANGE);

    private TransferJson() {}

    /**
     * A decoded transfer.
     *
     * @param transfer the transfer
     * @param notes a sentence for each value that could not be read: where, which, and what was expected
     */
    public record Read(Transfer transfer, List<String> notes) {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads one transfer.
     *
     * @param json one JSON object
     * @return the transfer, or one of the defects of {@link AvroJson#read(String, Class)}
     */
    public static DecodeResult<Read> read(String json) {
        DecodeResult<JsonNode> tree = AvroJson.tree(json);
        return tree instanceof DecodeResult.Defective<JsonNode> broken
                ? new DecodeResult.Defective<>(broken.defect())
                : read(tree.orElseThrow());
    }

    /** Reads one transfer from parsed JSON, which is not changed; see {@link #read(String)}. */
    public static DecodeResult<Read> read(JsonNode json) {
        DecodeResult<Transfer> strict = AvroJson.read(json, Transfer.class);
        if (strict instanceof DecodeResult.Decoded<Transfer> decoded) {
            return DecodeResult.of(new Read(completed(decoded.value(), json), List.of()));
        }
        StructuralDefect defect = ((DecodeResult.Defective<Transfer>) strict).defect();
        if (!(json instanceof ObjectNode object) || !REPAIRABLE.contains(defect.reason())) {
            return new DecodeResult.Defective<>(defect);
        }
        List<String> notes = new ArrayList<>();
        ObjectNode fixed = object.deepCopy();
        dropUnreadable(fixed, Transfer.getClassSchema(), "", notes);
        DecodeResult<Transfer> lenient = AvroJson.read(fixed, Transfer.class);
        return lenient instanceof DecodeResult.Defective<Transfer> still
                ? new DecodeResult.Defective<>(still.defect())
                : DecodeResult.of(new Read(completed(lenient.orElseThrow(), json), notes));
    }

    private static Transfer completed(Transfer transfer, JsonNode json) {
        if (transfer.getOccurredOn() == null && transfer.getOccurredAt() != null) {
            OffsetDateTime time = OffsetDateTime.parse(json.path("occurredAt").textValue());
            if (!time.getOffset().equals(ZoneOffset.UTC)) {
                transfer.setOccurredOn(time.toLocalDate());
            }
        }
        return transfer;
    }

    private static void dropUnreadable(ObjectNode json, Schema record, String path, List<String> notes) {
        for (Schema.Field field : record.getFields()) {
            JsonNode value = json.get(field.name());
            if (value == null || value.isNull()) {
                continue;
            }
            String place = path.isEmpty() ? field.name() : path + "." + field.name();
            Schema kind = AvroJsonReader.notNull(field.schema());
            if (kind.getType() == Schema.Type.RECORD && value instanceof ObjectNode object) {
                dropUnreadable(object, kind, place, notes);
            } else if (kind.getType() == Schema.Type.ARRAY && value instanceof ArrayNode array) {
                dropUnreadableElements(array, kind.getElementType(), place, notes);
            } else if (kind.getType() == Schema.Type.STRING && isTextWithoutQuotes(value, place)) {
                json.set(field.name(), TextNode.valueOf(value.asText()));
            } else {
                dropIfUnreadable(json, field.name(), kind, place, notes);
            }
        }
    }

    /**
     * Whether a value without quotes counts as text: only a whole number for an id, any number, true or false for other
     * fields.
     */
    private static boolean isTextWithoutQuotes(JsonNode value, String path) {
        return UnreadableField.of(path) == UnreadableField.REJECTS
                ? value.isIntegralNumber()
                : value.isNumber() || value.isBoolean();
    }

    private static void dropUnreadableElements(ArrayNode array, Schema element, String path, List<String> notes) {
        for (int each = array.size() - 1; each >= 0; each--) {
            String place = path + "[" + each + "]";
            JsonNode value = array.get(each);
            if (value instanceof ObjectNode object) {
                dropUnreadable(object, element, place, notes);
            }
            boolean isWhole = value.isObject()
                    && element.getFields().stream()
                            .allMatch(field -> field.hasDefaultValue() || value.hasNonNull(field.name()));
            if (!isWhole && UnreadableField.of(place) == UnreadableField.BECOMES_UNKNOWN) {
                notes.add(place + " is " + AvroJsonReader.shown(value) + ", expected a whole " + element.getName()
                        + "; it is left out");
                array.remove(each);
            }
        }
    }

    private static void dropIfUnreadable(ObjectNode json, String name, Schema kind, String path, List<String> notes) {
        try {
            AvroJsonReader.readValue(json.get(name), kind, path);
        } catch (DefectFound e) {
            switch (UnreadableField.of(path)) {
                case KEPT_AS_WRITTEN -> {
                    JsonNode value = json.get(name);
                    json.put(name, wellFormed(value.isTextual() ? value.textValue() : value.toString()));
                    notes.add(e.getMessage() + "; it is kept as written");
                }
                case BECOMES_UNKNOWN -> {
                    json.remove(name);
                    notes.add(e.getMessage() + "; it counts as unknown");
                }
                case REJECTS -> {
                    // The strict reader, which runs next, reports the error.
                }
            }
        }
    }

    /** Replaces each unpaired surrogate of a text by a replacement character, because UTF-8 cannot encode it. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(one -> one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE ? 0xFFFD : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
