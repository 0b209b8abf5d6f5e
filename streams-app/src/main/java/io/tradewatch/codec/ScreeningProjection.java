package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.ContractModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * An Avro projection of a transfer: the fields that the rules read or whose range must be checked. It fills the
 * generated classes, and leaves the other fields null.
 */
final class ScreeningProjection extends ContractModel {
    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "Transfer", Set.of("source"),
            "Party", Set.of("id", "name", "address"),
            "Transport", Set.of("mode", "vesselName", "vesselImo"),
            "GoodsItem", Set.of("description", "identifiers"));

    private final Schema schema;
    /** For each projected record, the positions of its fields in the generated class. */
    private final IdentityHashMap<Schema, int[]> places = new IdentityHashMap<>();

    ScreeningProjection() {
        this.schema = project(Transfer.getClassSchema(), new HashSet<>());
    }

    /** The contract's schema of transfers, reduced to the projected fields. */
    Schema schema() {
        return schema;
    }

    @Override
    public int placeOf(Schema projected, Schema.Field field) {
        return places.get(projected)[field.pos()];
    }

    @Override
    protected Object getRecordState(Object record, Schema type) {
        return places.get(type);
    }

    @Override
    protected void setField(Object record, String name, int position, Object value, Object state) {
        ((IndexedRecord) record).put(((int[]) state)[position], value);
    }

    private Schema project(Schema type, Set<Schema> done) {
        return switch (type.getType()) {
            case UNION ->
                Schema.createUnion(type.getTypes().stream()
                        .map(branch -> project(branch, done))
                        .toList());
            case ARRAY -> Schema.createArray(project(type.getElementType(), done));
            case RECORD -> projectRecord(type, done);
            default -> type;
        };
    }

    private Schema projectRecord(Schema type, Set<Schema> done) {
        for (Schema known : done) {
            if (known.getFullName().equals(type.getFullName())) {
                return known;
            }
        }
        Set<String> leftOut = LEFT_OUT.getOrDefault(type.getName(), Set.of());
        List<Schema.Field> kept = new ArrayList<>();
        for (Schema.Field field : type.getFields()) {
            if (!leftOut.contains(field.name())) {
                kept.add(new Schema.Field(field, project(field.schema(), done)));
            }
        }
        int[] originalPlaces = kept.stream()
                .mapToInt(field -> type.getField(field.name()).pos())
                .toArray();
        Schema projected = Schema.createRecord(type.getName(), type.getDoc(), type.getNamespace(), false, kept);
        done.add(projected);
        places.put(projected, originalPlaces);
        return projected;
    }
}
