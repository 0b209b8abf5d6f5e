package io.tradewatch.avro;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * FULL_TRANSITIVE as a registry understands it, and more: a registry lets a decimal change its scale, and everybody who
 * reads old records then reads other numbers.
 */
final class Compatibility {
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    private Compatibility() {}

    /** @throws SchemaValidationException unless each version can read what the schema writes, and the reverse */
    static void requireFullTransitive(Schema schema, List<Schema> released) throws SchemaValidationException {
        FULL_TRANSITIVE.validate(schema, released);
        Map<String, String> meanings = logicalTypes(schema);
        for (Schema version : released) {
            for (Map.Entry<String, String> before : logicalTypes(version).entrySet()) {
                String now = meanings.getOrDefault(before.getKey(), before.getValue());
                if (!now.equals(before.getValue())) {
                    throw new SchemaValidationException(schema, version);
                }
            }
        }
    }

    /** What each primitive field means, by record and field: its type with its logical type. */
    private static Map<String, String> logicalTypes(Schema schema) {
        Map<String, String> found = new TreeMap<>();
        collect(schema, "", found, new HashMap<>());
        return found;
    }

    private static void collect(Schema schema, String path, Map<String, String> found, Map<String, Schema> seen) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(type -> collect(type, path, found, seen));
            case ARRAY -> collect(schema.getElementType(), path + "[]", found, seen);
            case RECORD -> {
                if (seen.put(schema.getFullName(), schema) == null) {
                    schema.getFields()
                            .forEach(field ->
                                    collect(field.schema(), schema.getFullName() + "." + field.name(), found, seen));
                }
            }
            case NULL, ENUM -> {
                // these carry no logical type
            }
            default -> found.put(path, schema.toString());
        }
    }
}
