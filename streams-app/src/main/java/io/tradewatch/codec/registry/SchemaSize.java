package io.tradewatch.codec.registry;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Measures the size of a writer's schema, in time that grows with the length of its text only. A schema of 2 kB can
 * describe values of 2^28 fields, by records that each refer to the previous one twice. Some operations of Avro visit
 * every field of the value, so a schema is measured before Avro or a plan uses it.
 */
public final class SchemaSize {
    /** The most distinct types in a schema. */
    static final int MOST_TYPES = 10_000;

    /** The most parts in a schema when every reference to a type is expanded. */
    static final long MOST_PARTS = 100_000;

    /** The deepest nesting of types. It also limits the nesting of values of a recursive type. */
    public static final int MOST_DEPTH = 64;

    /**
     * The most parts that take no bytes (a null outside a union, a record without fields, a fixed of size 0). Without
     * this limit, a few bytes of a value could stand for millions of them.
     */
    static final long MOST_EMPTY_PARTS = 100;

    private final IdentityHashMap<Schema, Measured> measured = new IdentityHashMap<>();
    private final Set<Schema> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean isRecursive;

    /**
     * The size of a type with every reference expanded.
     *
     * @param parts the number of types in it, including itself
     * @param empty the number of them that take no bytes
     * @param depth the depth of the deepest nesting of types
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

    /** Stops the measurement as soon as a schema is too large. */
    private static final class TooLargeException extends RuntimeException {
        TooLargeException(String message) {
            super(message, null, false, false);
        }
    }

    private SchemaSize() {}

    /** Returns the reason why a schema is too large; empty if it is not too large. */
    static Optional<String> problem(Schema writer) {
        try {
            new SchemaSize().measure(writer, 1);
            return Optional.empty();
        } catch (TooLargeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether any type of a schema contains itself, so that the nesting of its values is unbounded. */
    public static boolean isRecursive(Schema writer) {
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
        // A placeholder for a recursive reference, until the record is measured.
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
                    // The index of the branch takes a byte, even if the branch takes none.
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
