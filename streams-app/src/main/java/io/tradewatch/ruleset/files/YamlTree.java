package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.engine.model.DecimalRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Converts YAML nodes into a tree, and rejects scalars that parsers of YAML read differently: {@code 0303} is an octal
 * number to some parsers, and {@code NO} is false to some.
 */
final class YamlTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLAIN_INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The longest text, in characters: people read summaries and conditions. */
    private static final int MOST_OF_TEXT = 20_000;

    private static final int MOST_SHOWN = 100;

    private final Path file;
    private final Consumer<LintProblem> problems;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final Set<String> unquoted = new HashSet<>();

    YamlTree(Path file, Consumer<LintProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    YamlDocument document(Node root) {
        return new YamlDocument(file, tree(root, ""), values, keys, unquoted);
    }

    private JsonNode tree(Node node, String pointer) {
        values.put(pointer, place(node));
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(tree(item, pointer + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node, pointer);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                report(entry.getKeyNode(), "a key is a list or a mapping", "write a name before the colon");
                continue;
            }
            if (readsDifferently(key)) {
                reportReading(key);
            }
            String name = key.getValue();
            String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (keys.putIfAbsent(at, place(key)) != null) {
                report(key, "key '" + name + "' stands twice", "keep one of the two");
                continue;
            }
            JsonNode value = tree(entry.getValueNode(), at);
            if (!value.isNull()) {
                object.set(name, value);
            }
        }
        return object;
    }

    private JsonNode scalar(ScalarNode node, String pointer) {
        String text = node.getValue();
        if (text.length() > MOST_OF_TEXT) {
            report(
                    node,
                    "a text has " + text.length() + " characters, expected at most " + MOST_OF_TEXT,
                    "shorten it; a quote that does not close makes one text of many lines");
            return JSON.textNode(text.substring(0, MOST_OF_TEXT));
        }
        if (!node.isPlain()) {
            return JSON.textNode(text);
        }
        if (readsDifferently(node)) {
            reportReading(node);
            return JSON.textNode(text);
        }
        unquoted.add(pointer);
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        boolean isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        if (isNumber && text.length() > DecimalRange.MOST_CHARACTERS) {
            report(
                    node,
                    "a number has " + text.length() + " digits, expected at most " + DecimalRange.MOST_CHARACTERS,
                    "shorten it, or put it in quotes if it is a text");
            return JSON.textNode(text);
        }
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(new BigInteger(text));
        }
        return tag.equals(Tag.FLOAT) ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }

    /** Whether YAML's versions read an unquoted scalar differently, or as a type that it does not look like. */
    private static boolean readsDifferently(ScalarNode node) {
        if (!node.isPlain()) {
            return false;
        }
        String text = node.getValue();
        if (node.getTag().equals(Tag.BOOL)) {
            return !text.equals("true") && !text.equals("false");
        }
        if (node.getTag().equals(Tag.INT)) {
            return !PLAIN_INTEGER.matcher(text).matches();
        }
        if (node.getTag().equals(Tag.FLOAT)) {
            return !PLAIN_DECIMAL.matcher(text).matches();
        }
        return DIGITS.matcher(text).matches();
    }

    private void reportReading(ScalarNode node) {
        String kind = node.getTag().equals(Tag.BOOL) ? "true or false" : "a number";
        String text = node.getValue();
        boolean isLong = text.length() > MOST_SHOWN;
        report(
                node,
                (isLong ? text.substring(0, MOST_SHOWN) + "…" : text) + " is not quoted, and YAML reads it as " + kind,
                isLong ? "put it in quotes" : "write \"" + text + "\"");
    }

    private void report(Node node, String message, String fix) {
        problems.accept(LintProblem.error(place(node), message, fix));
    }

    private Place place(Node node) {
        return YamlDocument.place(file, node.getStartMark());
    }
}
