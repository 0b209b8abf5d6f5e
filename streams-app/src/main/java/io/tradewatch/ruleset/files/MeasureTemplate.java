package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.codec.text.WrappedText;
import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A new measure file, with a comment above each field. Comments and legal values are those of {@value MeasureSchema#NAME}.
 * Required fields that are not known are empty, so {@code measures lint} names each of them and nobody can publish the file
 * before they are filled in. Optional fields are comments with an example.
 *
 * <pre>{@code
 * String text = new MeasureTemplate(null, null, List.of("KP"), List.of(), HsEdition.HS2022, LocalDate.now()).text();
 * }</pre>
 *
 * @param id the measure's id; null leaves it empty
 * @param title the instrument's title; null leaves it empty
 * @param targets canonical country codes or names of groups; empty leaves them empty
 * @param commodities the goods; empty leaves them empty
 * @param edition the edition of the goods
 * @param recordedOn the day on which the revision becomes known (UTC)
 */
public record MeasureTemplate(
        @Nullable String id,
        @Nullable String title,
        List<String> targets,
        List<CommodityPrefix> commodities,
        HsEdition edition,
        LocalDate recordedOn) {
    private static final JsonMapper JSON = BoundedJson.mapper().build();
    private static final int WIDTH = 100;
    private static final String EMPTY_LIST = "[]";

    /** An example of each optional field. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("adopted", "2024-01-31"),
            Map.entry("url", "\"https://…\""),
            Map.entry("hsEdition", "HS2017"),
            Map.entry("status", "ACTIVE"),
            Map.entry("citationStatus", "UNVERIFIED"),
            Map.entry("citationNote", "\"…\""),
            Map.entry("textAsOf", "2024-01-31"),
            Map.entry("roles", "[\"ex TRANSIT\"]"),
            Map.entry("boundBy", "[\"DE\", \"FR\"]"),
            Map.entry("tariff", "CN"),
            Map.entry("exceptCommodities", "[\"870310\", \"ex 8711\"]"),
            Map.entry("unitValueOver", "{ amount: 10000, currency: USD }"),
            Map.entry("windDown", "{ contractBefore: 2024-01-31, until: 2024-04-30 }"),
            Map.entry("condition", "\"…\""),
            Map.entry("effectiveTo", "2024-12-31"),
            Map.entry("exceptions", "[\"…\"]"));

    public MeasureTemplate {
        targets = List.copyOf(targets);
        commodities = List.copyOf(commodities);
    }

    /** The text of the file, with a line break at its end. */
    public String text() {
        JsonNode schema = MeasureSchema.document();
        List<String> lines = new ArrayList<>();
        lines.add(
                "# One legal instrument and its measures. Fill in what is empty, and remove # from what applies. Check with");
        lines.add(
                "# 'tradewatch measures lint', which names each empty field. docs/measures.md explains the decisions.");
        lines.add("instrument:");
        fields(schema, schema.at("/properties/instrument"), instrument(), "  ", lines);
        lines.add("");
        lines.add("measures:");
        int first = lines.size();
        fields(schema, schema.at("/$defs/measure"), measure(), "    ", lines);
        beginEntry(lines, first);
        return String.join("\n", lines) + "\n";
    }

    private Map<String, String> instrument() {
        Map<String, String> values = new HashMap<>();
        values.put("title", title == null ? "" : quoted(title));
        values.put("hsEdition", edition.name());
        return values;
    }

    private Map<String, String> measure() {
        Map<String, String> values = new HashMap<>();
        values.put("id", id == null ? "" : quoted(id));
        values.put("revision", "1");
        values.put("recordedAt", recordedOn + "T00:00:00Z");
        values.put("contentRead", "false");
        values.put("provisionRead", "false");
        values.put("targets", list(targets));
        values.put(
                "commodities",
                list(commodities.stream().map(CommodityPrefix::written).toList()));
        if (commodities.stream().anyMatch(prefix -> prefix.digits().length() > CommodityCode.HS_DIGITS)) {
            values.put("tariff", "");
        }
        return values;
    }

    /** Adds the fields of an object in the order of the schema. */
    private static void fields(
            JsonNode schema, JsonNode object, Map<String, String> values, String indent, List<String> lines) {
        List<String> required = texts(object.path("required"));
        object.path("properties").properties().forEach(field -> {
            String name = field.getKey();
            String value = required.contains(name) ? values.getOrDefault(name, "") : values.get(name);
            boolean isNeeded = value != null;
            comment(schema, field.getValue(), isNeeded).forEach(line -> lines.add(indent + "# " + line));
            String shown = isNeeded ? value : Objects.requireNonNull(EXAMPLES.get(name), name);
            lines.add(((isNeeded ? indent : indent + "# ") + name + ": " + shown).stripTrailing());
        });
    }

    /** What a field is, then its legal values. */
    private static List<String> comment(JsonNode schema, JsonNode field, boolean isNeeded) {
        StringJoiner text = new StringJoiner(" ");
        text.add(isNeeded ? "Needed." : "Optional.");
        text.add(field.path("description").asText());
        JsonNode items = field.path("items");
        JsonNode each =
                items.has("$ref") ? schema.at(items.path("$ref").asText().substring(1)) : items;
        if (each.has("description")) {
            text.add("Each: " + each.path("description").asText());
        }
        List<String> legal = texts(field.path("enum"));
        if (!legal.isEmpty()) {
            text.add("One of " + String.join(", ", legal) + ".");
        }
        return WrappedText.lines(text.toString(), WIDTH);
    }

    /** Makes the first field after an index the beginning of a list entry; comments may stand above it. */
    private static void beginEntry(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("    # ")) {
                lines.set(i, line.substring(2));
            } else {
                lines.set(i, "  - " + line.substring(4));
                return;
            }
        }
    }

    private static String list(List<String> entries) {
        return entries.isEmpty()
                ? EMPTY_LIST
                : entries.stream().map(MeasureTemplate::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A JSON string is a YAML string too. */
    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("every text can be written as JSON", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }
}
