package io.tradewatch.records;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Measures a writer's schema, in time that grows with its text only. A schema of 2 kB can describe values of 2^28 fields:
 * records that each name the one before twice. Avro works some of its answers out field by field of the value, so a
 * schema is measured before Avro or a plan works with it.
 */
final class SchemaSize {
    /** How many types of their own a schema may have. */
    static final int MOST_TYPES = 10_000;

    /** How many parts a schema may have when every type is written out where it is named. */
    static final long MOST_PARTS = 100_000;

    /** How deep types may stand within types; a value of a type that contains itself may not be nested deeper either. */
    static final int MOST_DEPTH = 64;

    /**
     * How many of the parts may take no bytes (null on its own, a record without fields, a fixed of size 0): a few bytes
     * of a value must not announce millions of them.
     */
    static final long MOST_EMPTY_PARTS = 100;

    private final IdentityHashMap<Schema, Measured> measured = new IdentityHashMap<>();
    private final Set<Schema> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean isRecursive;

    /**
     * What a type comes to, written out.
     *
     * @param parts how many types stand in it, itself included
     * @param empty how many of them take no bytes
     * @param depth how many types stand within one another at most
     */
    private record Measured(long parts, long empty, int depth) {
        static final Measured ONE = new Measured(1, 0, 1);
        static final Measured EMPTY = new Measured(1, 1, 1);

        Measured plus(Measured inner) {
            return new Measured(
                    Math.min(parts + inner.parts, MOST_PARTS + 1),
                    Math.min(empty + inner.empty, MOST_EMPTY_PARTS + 1),
                    Math.max(depth, inner.depth + 1));
        }
    }

    /** Ends the measuring of a schema that is too large anyway. */
    private static final class TooLargeException extends RuntimeException {
        TooLargeException(String message) {
            super(message, null, false, false);
        }
    }

    private SchemaSize() {}

    /** Why a schema is too large to be worked with; empty where it is not. */
    static Optional<String> problem(Schema writer) {
        try {
            new SchemaSize().measure(writer, 1);
            return Optional.empty();
        } catch (TooLargeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether some type of a schema contains itself, so that its values can be nested without an end. */
    static boolean isRecursive(Schema writer) {
        SchemaSize size = new SchemaSize();
        size.measure(writer, 1);
        return size.isRecursive;
    }

    private Measured measure(Schema type, int depth) {
        Measured known = measured.get(type);
        if (known != null) {
            isRecursive |= within.contains(type);
            return known;
        }
        if (depth > MOST_DEPTH) {
            throw tooDeep();
        }
        if (measured.size() >= MOST_TYPES) {
            throw new TooLargeException("has more than " + MOST_TYPES + " types");
        }
        // Stands for a record within itself, until the record is measured.
        measured.put(type, Measured.ONE);
        within.add(type);
        Measured found = sum(type, depth);
        within.remove(type);
        if (found.parts() > MOST_PARTS) {
            throw new TooLargeException("describes values of more than " + MOST_PARTS + " fields, types written out");
        }
        if (found.empty() > MOST_EMPTY_PARTS) {
            throw new TooLargeException("has more than " + MOST_EMPTY_PARTS + " parts that take no bytes");
        }
        if (found.depth() > MOST_DEPTH) {
            throw tooDeep();
        }
        measured.put(type, found);
        return found;
    }

    private static TooLargeException tooDeep() {
        return new TooLargeException("nests types more than " + MOST_DEPTH + " deep");
    }

    private Measured sum(Schema type, int depth) {
        return switch (type.getType()) {
            case RECORD -> {
                Measured sum = new Measured(1, type.getFields().isEmpty() ? 1 : 0, 1);
                for (Schema.Field field : type.getFields()) {
                    sum = sum.plus(measure(field.schema(), depth + 1));
                }
                yield sum;
            }
            case UNION -> {
                Measured sum = Measured.ONE;
                for (Schema branch : type.getTypes()) {
                    // The index of the branch takes a byte, whatever the branch takes.
                    sum = sum.plus(branch.getType() == Schema.Type.NULL ? Measured.ONE : measure(branch, depth + 1));
                }
                yield sum;
            }
            case ARRAY -> Measured.ONE.plus(measure(type.getElementType(), depth + 1));
            case MAP -> Measured.ONE.plus(measure(type.getValueType(), depth + 1));
            case NULL -> Measured.EMPTY;
            case FIXED -> type.getFixedSize() == 0 ? Measured.EMPTY : Measured.ONE;
            default -> Measured.ONE;
        };
    }
}
