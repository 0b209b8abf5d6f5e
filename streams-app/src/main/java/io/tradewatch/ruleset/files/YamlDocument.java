package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.BoundedYaml;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file as a tree, with the place of each value and the quoting of each scalar. JSON pointers identify the values
 * of the tree.
 */
final class YamlDocument {
    private final Path file;
    private final JsonNode root;
    private final Map<String, Place> values;
    private final Map<String, Place> keys;
    private final Set<String> unquoted;

    YamlDocument(Path file, JsonNode root, Map<String, Place> values, Map<String, Place> keys, Set<String> unquoted) {
        this.file = file;
        this.root = root;
        this.values = values;
        this.keys = keys;
        this.unquoted = unquoted;
    }

    /** Reads a file; empty when it is not a YAML mapping, which is reported. */
    static Optional<YamlDocument> read(Path file, Consumer<LintProblem> problems) {
        return TextFile.read(file, BoundedFile.MOST_OF_DOCUMENT, problems).flatMap(text -> parse(file, text, problems));
    }

    private static Optional<YamlDocument> parse(Path file, String text, Consumer<LintProblem> problems) {
        Node only = null;
        try {
            BoundedYaml.requireLines(text);
            for (Node node : BoundedYaml.parser().composeAll(new StringReader(text))) {
                if (only != null) {
                    problems.accept(LintProblem.error(
                            place(file, node.getStartMark()),
                            "a second document begins here",
                            "keep one document in a file: drop the line ---"));
                    return Optional.empty();
                }
                only = node;
            }
        } catch (BoundedFile.TooLargeException e) {
            problems.accept(LintProblem.error(
                    new Place(file, e.line(), 1), e.getMessage(), "break the line, or shorten the text in it"));
            return Optional.empty();
        } catch (MarkedYAMLException e) {
            problems.accept(LintProblem.error(
                    place(file, e.getProblemMark()),
                    "is not YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem(),
                    "check indentation, brackets and quotes here"));
            return Optional.empty();
        } catch (YAMLException e) {
            problems.accept(LintProblem.error(
                    Place.whole(file),
                    "is not YAML that can be read here: " + e.getMessage(),
                    "write lists and mappings out instead of repeating them by an alias, and check the file"));
            return Optional.empty();
        }
        if (only == null) {
            problems.accept(LintProblem.error(Place.whole(file), "is empty", "fill it or delete it"));
            return Optional.empty();
        }
        return Optional.of(new YamlTree(file, problems).document(only));
    }

    static Place place(Path file, Mark mark) {
        return mark == null ? Place.whole(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    Path file() {
        return file;
    }

    /** The tree without null values: null means absent. */
    JsonNode root() {
        return root;
    }

    /** Returns the place of a value; if it is absent, the place of the nearest enclosing value. */
    Place placeOf(String pointer) {
        return nearest(values, pointer);
    }

    /** Returns the place of a value's key. */
    Place placeOfKey(String pointer) {
        Place key = keys.get(pointer);
        return key == null ? placeOf(pointer) : key;
    }

    /** Whether a key has no value, or null. */
    boolean isEmpty(String pointer) {
        return keys.containsKey(pointer) && root.at(pointer).isMissingNode();
    }

    /**
     * Requires quotes around the codes of a list. A number is an error, and its digits are used from then on. Unquoted
     * text gives a warning, because it is read correctly only by chance.
     */
    void requireQuotes(String list, Consumer<LintProblem> problems) {
        if (!(root.at(list) instanceof ArrayNode entries)) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            Place place = placeOf(list + "/" + i);
            String written = entries.get(i).asText();
            String fix = "write \"" + written + "\"";
            if (entries.get(i).isNumber()) {
                problems.accept(
                        LintProblem.error(place, written + " is not quoted, and YAML reads it as a number", fix));
                entries.set(i, TextNode.valueOf(written));
            } else if (entries.get(i).isTextual() && unquoted.contains(list + "/" + i)) {
                problems.accept(LintProblem.warning(
                        place,
                        written + " is not quoted; YAML reads it as text, but NO as false and 0303 as a number",
                        fix));
            }
        }
    }

    private Place nearest(Map<String, Place> places, String pointer) {
        String at = pointer;
        while (true) {
            Place place = places.get(at);
            if (place != null) {
                return place;
            }
            int slash = at.lastIndexOf('/');
            if (slash < 0) {
                return Place.whole(file);
            }
            at = at.substring(0, slash);
        }
    }
}
