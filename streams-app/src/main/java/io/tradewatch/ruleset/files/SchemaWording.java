package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.ruleset.files.MeasureSchema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Describes a schema violation in the terms of measure files, and its fix by the schema's own descriptions. The
 * messages of validators use terms such as pattern and instance.
 */
final class SchemaWording {
    private static final Pattern ODD_DIGITS = Pattern.compile("[0-9](?:[0-9]{2}){0,6}");
    private static final int LONGEST_VALUE = 60;

    private final JsonNode schema;

    SchemaWording(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * Whether another problem reports the same violation. The edition is required in the instrument or in each measure;
     * it is reported for the measure without one, not for the instrument.
     */
    boolean isSaidElsewhere(Violation violation) {
        return violation.property().equals("hsEdition") && violation.pointer().equals("/instrument");
    }

    LintProblem problem(Violation violation, YamlDocument document) {
        String pointer = violation.pointer();
        return switch (violation.keyword()) {
            case "required" -> missing(pointer, violation.property(), document);
            case "additionalProperties", "unevaluatedProperties" ->
                LintProblem.error(
                        document.placeOfKey(pointer + "/" + violation.property()),
                        subject(pointer, document) + " has an unknown key " + violation.property(),
                        "use one of " + String.join(", ", keys(at(pointer))));
            case "enum" ->
                LintProblem.error(
                        document.placeOf(pointer),
                        value(pointer, document),
                        "write one of " + String.join(", ", texts(at(pointer).path("enum"))));
            case "type" -> wrongType(pointer, document);
            default ->
                LintProblem.error(
                        document.placeOf(pointer),
                        value(pointer, document),
                        lostZero(pointer, document) + expectation(pointer, violation.message()));
        };
    }

    /** A code with an odd number of digits has most likely lost its first one, as a number does in a spreadsheet. */
    private static String lostZero(String pointer, YamlDocument document) {
        String code = document.root().at(pointer).asText();
        return name(pointer).endsWith("ommodities") && ODD_DIGITS.matcher(code).matches()
                ? "did you mean \"0" + code + "\"? "
                : "";
    }

    private LintProblem missing(String pointer, String property, YamlDocument document) {
        String field = pointer + "/" + property;
        boolean isEmpty = document.isEmpty(field);
        String description = description(field);
        List<String> legal = texts(at(field).path("enum"));
        String fix = (isEmpty ? "fill it in" : "add it")
                + (legal.isEmpty() ? "" : ", one of " + String.join(", ", legal))
                + (description.isEmpty() ? "" : ": " + description);
        return LintProblem.error(
                isEmpty ? document.placeOfKey(field) : document.placeOf(pointer),
                isEmpty ? property + " is empty" : subject(pointer, document) + " has no " + property,
                property.equals("hsEdition")
                        ? "state the edition of the Harmonized System of its codes, here or in the instrument"
                        : fix);
    }

    private LintProblem wrongType(String pointer, YamlDocument document) {
        JsonNode type = at(pointer).path("type");
        String kind = switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a mapping";
            default -> "";
        };
        return LintProblem.error(
                document.placeOf(pointer),
                value(pointer, document) + (kind.isEmpty() ? "" : ", which is not " + kind),
                kind.equals("text") ? "put it in quotes" : expectation(pointer, "write " + kind));
    }

    private String expectation(String pointer, String otherwise) {
        String format = at(pointer).path("format").asText();
        String expected = switch (format.isEmpty() ? name(pointer) : format) {
            case "date" -> "a day such as 2017-12-22";
            case "date-time" -> "a time in UTC such as 2017-12-22T00:00:00Z";
            case "amount" -> "a number such as 2000";
            case "currency" -> "an ISO 4217 code such as USD";
            default -> description(pointer);
        };
        return expected.isEmpty() ? otherwise : "expected: " + expected;
    }

    private static String subject(String pointer, YamlDocument document) {
        if (pointer.matches("/measures/[0-9]+")) {
            String id = document.root().at(pointer).path("id").asText();
            return id.isEmpty() ? "a measure" : "measure " + id;
        }
        return pointer.isEmpty() ? "the file" : name(pointer);
    }

    private static String value(String pointer, YamlDocument document) {
        String value = document.root().at(pointer).toString();
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        boolean entry = isIndex(pointer.substring(pointer.lastIndexOf('/') + 1));
        return name(pointer) + (entry ? " has the entry " : " is ") + shown;
    }

    /** Returns the name of the nearest key; for an entry of a list, the list's name. */
    private static String name(String pointer) {
        String name = "the file";
        for (String token : tokens(pointer)) {
            name = isIndex(token) ? name : token;
        }
        return name;
    }

    /**
     * Returns the schema's description of a value, or of the nearest enclosing value with a description; without its
     * full stop.
     */
    private String description(String pointer) {
        String found = "";
        JsonNode node = schema;
        for (String token : tokens(pointer)) {
            node = child(node, token);
            found = node.path("description").asText(found);
        }
        return found.endsWith(".") ? found.substring(0, found.length() - 1) : found;
    }

    private JsonNode at(String pointer) {
        JsonNode node = schema;
        for (String token : tokens(pointer)) {
            node = child(node, token);
        }
        return node;
    }

    private static List<String> tokens(String pointer) {
        List<String> tokens = List.of(pointer.split("/", -1));
        return tokens.subList(1, tokens.size());
    }

    private JsonNode child(JsonNode node, String token) {
        JsonNode child = isIndex(token)
                ? node.path("items")
                : node.path("properties").path(token.replace("~1", "/").replace("~0", "~"));
        String reference = child.path("$ref").asText();
        return reference.startsWith("#/") ? schema.at(reference.substring(1)) : child;
    }

    private static boolean isIndex(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        return texts;
    }
}
