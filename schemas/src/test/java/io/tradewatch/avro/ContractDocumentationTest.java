package io.tradewatch.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractDocumentationTest {
    @ParameterizedTest
    @EnumSource
    void shouldDocumentEveryTypeAndEveryField(Subject subject) {
        List<String> undocumented = new ArrayList<>();
        collectUndocumented(subject.current(), undocumented, new HashSet<>());

        assertThat(undocumented).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetEveryNullableFieldBeLeftOut(Subject subject) {
        List<String> withoutDefault = new ArrayList<>();
        forEachRecord(subject.current(), new HashSet<>(), type -> {
            for (Schema.Field field : type.getFields()) {
                if (field.schema().isNullable() && !field.hasDefaultValue()) {
                    withoutDefault.add(type.getName() + "." + field.name());
                }
            }
        });

        assertThat(withoutDefault).isEmpty();
    }

    private static void collectUndocumented(Schema schema, List<String> undocumented, Set<String> seen) {
        forEachRecord(schema, seen, type -> {
            requireDoc(type.getName(), type.getDoc(), undocumented);
            for (Schema.Field field : type.getFields()) {
                requireDoc(type.getName() + "." + field.name(), field.doc(), undocumented);
                Schema inner =
                        field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
                if (inner.getType() == Schema.Type.ENUM) {
                    requireDoc(inner.getName(), inner.getDoc(), undocumented);
                }
            }
        });
    }

    private static void requireDoc(String name, String doc, List<String> undocumented) {
        if (doc == null || doc.isBlank()) {
            undocumented.add(name);
        }
    }

    private static void forEachRecord(Schema schema, Set<String> seen, java.util.function.Consumer<Schema> visitor) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(type -> forEachRecord(type, seen, visitor));
            case ARRAY -> forEachRecord(schema.getElementType(), seen, visitor);
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    visitor.accept(schema);
                    schema.getFields().forEach(field -> forEachRecord(field.schema(), seen, visitor));
                }
            }
            default -> {
                // nothing inside
            }
        }
    }
}
