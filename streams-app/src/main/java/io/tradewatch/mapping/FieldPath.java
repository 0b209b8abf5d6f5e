package io.tradewatch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.UnreadableField;
import io.tradewatch.codec.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The path of a field in a transfer: {@code consignor.country}, {@code goodsItems[0].commodityCode}. Positions in lists
 * count from 0.
 */
public final class FieldPath {
    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[([0-9]{1,3})])?");

    private final String written;
    private final List<Step> steps;
    private final Schema leaf;

    private record Step(String name, int index) {
        boolean isList() {
            return index >= 0;
        }
    }

    private FieldPath(String written, List<Step> steps, Schema leaf) {
        this.written = written;
        this.steps = steps;
        this.leaf = leaf;
    }

    /** @throws MappingException when a transfer has no such field; the message follows the field's name */
    static FieldPath parse(String written) throws MappingException {
        List<Step> steps = new ArrayList<>();
        Schema schema = Transfer.getClassSchema();
        for (String part : written.split("\\.", -1)) {
            Matcher matcher = STEP.matcher(part);
            if (!matcher.matches()) {
                throw new MappingException("is no path like consignor.country or goodsItems[0].commodityCode");
            }
            Step step = new Step(matcher.group(1), matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2)));
            schema = below(schema, step);
            steps.add(step);
        }
        if (schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ARRAY) {
            throw new MappingException("has fields of its own: name one of them");
        }
        return new FieldPath(written, steps, schema);
    }

    private static Schema below(Schema schema, Step step) throws MappingException {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new MappingException("goes further than the transfer does");
        }
        Schema.Field field = schema.getField(step.name());
        if (field == null) {
            List<String> names =
                    schema.getFields().stream().map(Schema.Field::name).toList();
            throw new MappingException("is not known: a " + schema.getName() + " has no '" + step.name() + "'"
                    + NearestName.of(step.name(), names)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; it has " + names));
        }
        Schema found = notNull(field.schema());
        if (step.isList() != (found.getType() == Schema.Type.ARRAY)) {
            throw new MappingException(
                    step.isList()
                            ? "has a position, and '" + step.name() + "' is no list"
                            : "has no position, and '" + step.name() + "' is a list: write " + step.name() + "[0]");
        }
        return step.isList() ? found.getElementType() : found;
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    /** The type of the field's value. */
    Schema leaf() {
        return leaf;
    }

    /** Sets the value, and creates missing objects and lists along the path. */
    public void put(ObjectNode transfer, JsonNode value) {
        ObjectNode at = transfer;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            at = step.isList() ? element(at.withArray(step.name()), step.index()) : at.withObjectProperty(step.name());
        }
        at.set(steps.get(steps.size() - 1).name(), value);
    }

    /** The value of the field; a missing node if it has none. */
    public JsonNode get(JsonNode transfer) {
        JsonNode at = transfer;
        for (Step step : steps) {
            at = step.isList() ? at.path(step.name()).path(step.index()) : at.path(step.name());
        }
        return at;
    }

    /** The position in the list of goods items; -1 for a field of the whole transfer. */
    public int item() {
        return steps.get(0).name().equals("goodsItems") ? steps.get(0).index() : -1;
    }

    /** How an unreadable value of the field is handled. */
    public UnreadableField unreadable() {
        return UnreadableField.of(written);
    }

    private static ObjectNode element(ArrayNode list, int index) {
        while (list.size() <= index) {
            list.addObject();
        }
        return (ObjectNode) list.get(index);
    }

    @Override
    public String toString() {
        return written;
    }
}
