package io.tradewatch.codec.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Renames a writer's schema to the contract's names. A field that the contract does not have takes the name of a
 * contract's field if one of its aliases is that name and the writer has no field with it. The same applies to the
 * names of records and enums. By Avro's own rule only a reader's aliases count. By that rule alone, a field that a
 * producer renamed would count as absent, even if its old name is an alias.
 *
 * <p>The order of the fields and their encoding do not change. All readers of a writer's values use this schema.
 */
public final class WriterAliases {
    private final Map<Pair, Schema> done = new HashMap<>();
    private boolean isRenamed;

    /**
     * A writer's type and the contract's type for it. Pairs are compared by the identity of the schemas; equal text is
     * not sufficient.
     */
    @SuppressWarnings("ReferenceEquality") // Pairs are compared by identity.
    private record Pair(Schema writer, Schema contract) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && pair.writer == writer && pair.contract == contract;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(writer) + System.identityHashCode(contract);
        }
    }

    private WriterAliases() {}

    /** Returns the writer's schema with the contract's names; the same object if no alias applies. */
    public static Schema applied(Schema writer, Schema contract) {
        WriterAliases aliases = new WriterAliases();
        Schema renamed = aliases.rename(writer, contract);
        return aliases.isRenamed ? renamed : writer;
    }

    private Schema rename(Schema writer, Schema contract) {
        if (writer.isUnion()) {
            return renameUnion(writer, contract);
        }
        Schema ours = contract.isUnion() ? branch(writer, contract) : contract;
        if (ours == null || ours.getType() != writer.getType()) {
            return writer;
        }
        return switch (writer.getType()) {
            case RECORD -> renameRecord(writer, ours);
            case ENUM -> renameEnum(writer, ours);
            case ARRAY -> renameArray(writer, ours);
            default -> writer;
        };
    }

    private Schema renameUnion(Schema writer, Schema contract) {
        List<Schema> branches = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Schema branch : writer.getTypes()) {
            Schema renamed = rename(branch, contract);
            // A union cannot have two branches with the same name.
            branches.add(names.add(renamed.getFullName()) ? renamed : branch);
        }
        return branches.equals(writer.getTypes()) && !isRenamed ? writer : Schema.createUnion(branches);
    }

    private Schema renameArray(Schema writer, Schema ours) {
        Schema array = Schema.createArray(rename(writer.getElementType(), ours.getElementType()));
        writer.getObjectProps().forEach(array::addProp);
        return array;
    }

    private Schema renameEnum(Schema writer, Schema ours) {
        String name = nameOf(writer, ours);
        if (name.equals(writer.getFullName())) {
            return writer;
        }
        return Schema.createEnum(name, null, null, writer.getEnumSymbols(), writer.getEnumDefault());
    }

    private Schema renameRecord(Schema writer, Schema ours) {
        Pair pair = new Pair(writer, ours);
        Schema known = done.get(pair);
        if (known != null) {
            return known;
        }
        if (!isMeant(writer, ours)) {
            return writer;
        }
        Schema renamed = Schema.createRecord(nameOf(writer, ours), null, null, writer.isError());
        done.put(pair, renamed);
        Map<String, String> names = namesOf(writer, ours);
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            String name = names.get(field.name());
            Schema.Field own = ours.getField(name);
            // A writer's default has no effect when its values are read.
            fields.add(
                    new Schema.Field(name, own == null ? field.schema() : rename(field.schema(), own.schema()), null));
        }
        renamed.setFields(fields);
        return renamed;
    }

    /** Returns the contract's name for each field. */
    private Map<String, String> namesOf(Schema writer, Schema ours) {
        Set<String> taken = new HashSet<>();
        writer.getFields().forEach(field -> taken.add(field.name()));
        Map<String, String> names = new HashMap<>();
        for (Schema.Field field : writer.getFields()) {
            String name = field.name();
            if (ours.getField(name) == null) {
                for (String alias : field.aliases().stream().sorted().toList()) {
                    if (ours.getField(alias) != null && taken.add(alias)) {
                        name = alias;
                        isRenamed = true;
                        break;
                    }
                }
            }
            names.put(field.name(), name);
        }
        return names;
    }

    private String nameOf(Schema writer, Schema ours) {
        if (writer.getFullName().equals(ours.getFullName())
                || !writer.getAliases().contains(ours.getFullName())) {
            return writer.getFullName();
        }
        isRenamed = true;
        return ours.getFullName();
    }

    private static boolean isMeant(Schema writer, Schema ours) {
        return writer.getFullName().equals(ours.getFullName())
                || writer.getName().equals(ours.getName())
                || writer.getAliases().contains(ours.getFullName());
    }

    /** Returns the contract's type for a writer's type; null when there is none. */
    private static @Nullable Schema branch(Schema writer, Schema union) {
        boolean isNamed = writer.getType() == Schema.Type.RECORD || writer.getType() == Schema.Type.ENUM;
        for (Schema branch : union.getTypes()) {
            if (branch.getType() == writer.getType() && (!isNamed || isMeant(writer, branch))) {
                return branch;
            }
        }
        return null;
    }
}
