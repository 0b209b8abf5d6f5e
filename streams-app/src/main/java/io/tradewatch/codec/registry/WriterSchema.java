package io.tradewatch.codec.registry;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Checks whether values of a writer's schema have the meaning of the contract. Avro alone would accept a decimal of
 * another scale, or microseconds, and silently read wrong numbers.
 */
public final class WriterSchema {
    private static final int MOST_QUOTED = 500;

    private WriterSchema() {}

    /** Returns the reason why the contract cannot read values of a schema; empty if it can. */
    public static Optional<String> problem(Schema writer, Schema contract) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(contract, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            return Optional.of(compatibility.getResult().getIncompatibilities().stream()
                    .map(found -> shortened(found.getMessage()) + " at " + found.getLocation())
                    .findFirst()
                    .orElse("it is not compatible"));
        }
        return difference(writer, contract, "", new HashSet<>());
    }

    private static Optional<String> difference(Schema writer, Schema contract, String path, Set<String> seen) {
        if (writer.isUnion()) {
            return firstDifference(writer, contract, path, seen);
        }
        if (contract.isUnion()) {
            for (Schema branch : contract.getTypes()) {
                if (sameKind(writer, branch)) {
                    return difference(writer, branch, path, seen);
                }
            }
            return Optional.empty();
        }
        return switch (contract.getType()) {
            case RECORD -> seen.add(contract.getFullName()) ? inFields(writer, contract, path, seen) : Optional.empty();
            case ARRAY -> difference(writer.getElementType(), contract.getElementType(), path, seen);
            default -> inMeaning(writer, contract, path);
        };
    }

    private static Optional<String> firstDifference(Schema writer, Schema contract, String path, Set<String> seen) {
        for (Schema branch : writer.getTypes()) {
            Optional<String> found = difference(branch, contract, path, seen);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inFields(Schema writer, Schema contract, String path, Set<String> seen) {
        for (Schema.Field field : contract.getFields()) {
            Schema.Field written = writer.getField(field.name());
            if (written != null) {
                Optional<String> found = difference(written.schema(), field.schema(), path + "/" + field.name(), seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inMeaning(Schema writer, Schema contract, String path) {
        LogicalType expected = contract.getLogicalType();
        if (expected == null || means(writer.getLogicalType(), expected)) {
            return Optional.empty();
        }
        return Optional.of(path + " is " + shortened(writer.toString()) + ", expected " + contract);
    }

    /** Shortens text of a schema for a message; a schema may have any length. */
    private static String shortened(String text) {
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
    }

    /** Whether a logical type has the expected meaning: a decimal may have a lower precision, but not another scale. */
    private static boolean means(LogicalType written, LogicalType expected) {
        if (written instanceof LogicalTypes.Decimal decimal && expected instanceof LogicalTypes.Decimal ours) {
            return decimal.getScale() == ours.getScale();
        }
        return expected.equals(written);
    }

    private static boolean sameKind(Schema writer, Schema branch) {
        return writer.getType() == branch.getType()
                && (writer.getType() != Schema.Type.RECORD
                        || writer.getFullName().equals(branch.getFullName()));
    }
}
