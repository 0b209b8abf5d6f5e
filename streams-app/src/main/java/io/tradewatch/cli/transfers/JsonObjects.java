package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.codec.TransferJson;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.text.BoundedJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads an array of JSON objects, or objects that go over several lines. JSON that is broken ends the file there, because
 * nothing marks where the next object begins; the row says so.
 */
final class JsonObjects implements RowSource {
    private static final JsonMapper MAPPER = BoundedJson.mapper()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final InputFile file;
    private final JsonParser parser;
    private long objects;
    private boolean isInArray;

    JsonObjects(InputFile file) throws IOException {
        this.file = file;
        this.parser = MAPPER.createParser((InputStream) file);
    }

    @Override
    public boolean read(Consumer<TransferRow> out) throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (token == JsonToken.START_ARRAY && !isInArray) {
                isInArray = true;
            } else if (token == JsonToken.END_ARRAY) {
                isInArray = false;
            } else {
                long line = parser.currentTokenLocation().getLineNr();
                out.accept(row(line, MAPPER.readTree(parser)));
                objects++;
            }
            return true;
        } catch (JsonProcessingException e) {
            long line =
                    Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            out.accept(bad(
                    line,
                    new byte[0],
                    e.getOriginalMessage().lines().findFirst().orElse("cannot be read") + "; " + objects
                            + " objects were read before it, and nothing after it: correct it, or write one object a"
                            + " line, so that one error costs one line"));
            return false;
        }
    }

    private static TransferRow row(long line, JsonNode node) throws JsonProcessingException {
        byte[] raw = MAPPER.writeValueAsBytes(node);
        return node.isObject()
                ? TransferFile.rows(TransferJson.read(node), List.of(), List.of(new TransferRow.Source(line, raw)))
                        .get(0)
                : bad(line, raw, "is " + node.getNodeType() + ", expected an object");
    }

    private static TransferRow.Bad bad(long line, byte[] raw, String detail) {
        return new TransferRow.Bad(
                line, raw, Optional.empty(), new StructuralDefect(StructuralDefect.Reason.MALFORMED_JSON, detail));
    }

    /** Rejected objects are written one a line. */
    @Override
    public byte[] preamble() {
        return new byte[0];
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
