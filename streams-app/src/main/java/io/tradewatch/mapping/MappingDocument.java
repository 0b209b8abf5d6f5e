package io.tradewatch.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.codec.text.BoundedYaml;
import io.tradewatch.codec.text.NearestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML mapping that keeps all values as written text. Standard YAML reads {@code no} as false and {@code 007} as 7, but a
 * column may have such a name.
 */
public final class MappingDocument {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .loaderOptions(BoundedYaml.options())
            .streamReadConstraints(BoundedJson.CONSTRAINTS)
            .build();

    private final ObjectNode node;

    private MappingDocument(ObjectNode node) {
        this.node = node;
    }

    /**
     * Reads a mapping.
     *
     * @param yaml the text of its file
     * @throws MappingException when it is not a YAML mapping; the message contains the position, after the file's name
     */
    public static MappingDocument parse(String yaml) throws IOException, MappingException {
        try (YAMLParser parser = YAML.createParser(yaml)) {
            parser.nextToken();
            if (!(tree(parser) instanceof ObjectNode root)) {
                throw new MappingException(": is no mapping, expected 'fields:' with a line for each field");
            }
            return new MappingDocument(root);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MappingException(":" + line + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("cannot be read"));
        }
    }

    private static JsonNode tree(YAMLParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                object.set(name, tree(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(tree(parser));
            }
            return array;
        }
        return token == null || token == JsonToken.VALUE_NULL
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(parser.getText());
    }

    /**
     * Checks the keys.
     *
     * @throws MappingException when there is a key other than these
     */
    public void requireKeys(List<String> known) throws MappingException {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new MappingException("has no option '" + entry.getKey() + "'"
                        + NearestName.of(entry.getKey(), known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; it has " + known));
            }
        }
    }

    /**
     * The text of a key; empty when there is none.
     *
     * @throws MappingException when it is a list or a mapping
     */
    public Optional<String> text(String key) throws MappingException {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new MappingException("has a " + key + " that is no single text");
        }
        return Optional.of(value.textValue());
    }

    boolean flag(String key) throws MappingException {
        String text = text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new MappingException("has " + key + " " + text + ", expected true or false");
        }
        return text.equals("true");
    }

    Optional<Integer> number(String key) throws MappingException {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches("[0-9]{1,4}")) {
            throw new MappingException("has " + key + " " + text.get() + ", expected a whole number");
        }
        return text.map(Integer::valueOf);
    }

    /** A list of texts; a single text needs no list. Empty when there is none. */
    public List<String> texts(String key) throws MappingException {
        JsonNode value = node.path(key);
        if (!value.isArray()) {
            return text(key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw new MappingException("has " + key + " with an entry that is no text");
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /** Texts by key, in the order of the file; empty when there are none. */
    Optional<Map<String, String>> table(String key) throws MappingException {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        Map<String, String> table = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new MappingException("has " + key + " whose '" + entry.getKey() + "' is no text");
            }
            table.put(entry.getKey(), entry.getValue().textValue());
        }
        if (table.isEmpty()) {
            throw new MappingException(
                    "has " + key + " that says nothing, expected { what stands there: its meaning }");
        }
        return Optional.of(table);
    }

    /** The mapping below a key; empty when there is none. */
    public Optional<MappingDocument> below(String key) {
        return node.path(key) instanceof ObjectNode object
                ? Optional.of(new MappingDocument(object))
                : Optional.empty();
    }

    /** The keys, in the order of the file. */
    public List<String> keys() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
