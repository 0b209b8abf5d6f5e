package io.tradewatch.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.text.BoundedJson;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** JSON as the API reads and writes it. */
final class JsonText {
    private static final JsonMapper MAPPER = BoundedJson.mapper()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    /** @throws ProblemException when the bytes are not valid JSON */
    static JsonNode read(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new ProblemException(400, "the body is empty, expected a transfer or an array of transfers");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new ProblemException(400, "the body is no JSON: " + e.getOriginalMessage() + place(e.getLocation()));
        } catch (IOException e) {
            throw new ProblemException(400, "the body cannot be read: " + e.getMessage());
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** A record of a contract, in the exchange format. */
    static String of(SpecificRecord record) {
        return AvroJson.write(record);
    }

    /** Any value as JSON. */
    static String plain(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always written", e);
        }
    }

    /** Writes JSON piece by piece. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }
}
