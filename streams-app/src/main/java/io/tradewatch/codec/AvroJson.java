package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.MALFORMED_JSON;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.text.BoundedJson;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The exchange format of every command: one JSON object per line, with the contracts' own names. Enums are written by
 * name, times in ISO-8601 ({@code 2024-02-18T00:00:00Z}), dates as {@code 2024-02-18}, and decimals as strings without
 * exponent and trailing zeros. Null fields are omitted. Fields follow the order of the contract, so the same record
 * gives the same text.
 *
 * <pre>{@code
 * DecodeResult<Transfer> read = AvroJson.read(line, Transfer.class);
 * String line = AvroJson.write(violation);
 * }</pre>
 *
 * <p>Reading is strict: an unknown field, or a value of another kind, is a defect with the place, the value found and
 * the value expected. Decimals may be numbers too. Times may have any offset but must have one; they are truncated to
 * milliseconds. An absent or null field takes the contract's default.
 */
public final class AvroJson {
    private static final JsonMapper MAPPER = BoundedJson.mapper()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AvroJson() {}

    /**
     * Reads one record.
     *
     * @param json one JSON object
     * @param type the generated class of the contract
     * @return the record, or one of the defects MALFORMED_JSON, WRONG_FIELD, DECIMAL_OUT_OF_RANGE, DATE_OUT_OF_RANGE
     */
    public static <T extends SpecificRecord> DecodeResult<T> read(String json, Class<T> type) {
        DecodeResult<JsonNode> tree = tree(json);
        return tree instanceof DecodeResult.Defective<JsonNode> broken
                ? new DecodeResult.Defective<>(broken.defect())
                : read(tree.orElseThrow(), type);
    }

    /** Parses one line of JSON. */
    static DecodeResult<JsonNode> tree(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            return tree.isMissingNode()
                    ? DecodeResult.defect(MALFORMED_JSON, "the line is empty")
                    : DecodeResult.of(tree);
        } catch (JsonProcessingException e) {
            return DecodeResult.defect(MALFORMED_JSON, e.getOriginalMessage() + place(e.getLocation()));
        }
    }

    /** Describes a location; text beyond a limit of the parser has none. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** Reads one record from parsed JSON; see {@link #read(String, Class)}. */
    public static <T extends SpecificRecord> DecodeResult<T> read(JsonNode json, Class<T> type) {
        try {
            return DecodeResult.of(type.cast(AvroJsonReader.read(json, Contracts.MODEL.getSchema(type))));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /** Writes one record on one line, without a line separator. */
    public static String write(SpecificRecord value) {
        return AvroJsonWriter.write(value);
    }
}
