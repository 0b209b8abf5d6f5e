package io.tradewatch.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.codec.registry.StructuralDefect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Maps the cells of a row to the fields of a transfer: what stands below {@code fields:} in a mapping. Immutable. */
public final class FieldMapping {
    private final List<FieldRule> rules;

    private FieldMapping(List<FieldRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the rules below {@code fields:}.
     *
     * @param document the mapping that has them
     * @param today the reference date of two-digit years
     * @throws MappingException when there is none, or when one of them cannot be used
     */
    public static FieldMapping read(MappingDocument document, LocalDate today) throws MappingException {
        Optional<MappingDocument> written = document.below("fields");
        if (written.isEmpty() || written.get().keys().isEmpty()) {
            throw new MappingException("has no fields, expected lines like 'transferId: Number' below 'fields:'");
        }
        List<FieldRule> rules = new ArrayList<>();
        for (String name : written.get().keys()) {
            try {
                rules.add(WrittenRule.read(written.get(), name, today));
            } catch (MappingException e) {
                throw new MappingException("field '" + name + "' " + e.getMessage());
            }
        }
        return new FieldMapping(rules);
    }

    /** The rules, in the order of the mapping. */
    public List<FieldRule> rules() {
        return rules;
    }

    /** The rule of a field, such as {@code goodsItems[0].quantity}; empty if the mapping does not have the field. */
    public Optional<FieldRule> rule(String path) {
        return rules.stream()
                .filter(rule -> rule.path().toString().equals(path))
                .findFirst();
    }

    /** The columns that the rules read, in the order of the mapping. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        rules.forEach(rule -> columns.addAll(rule.columns()));
        return columns;
    }

    /** The fields of a transfer that the cells of one row give. */
    public MappedFields map(RowCells cells) {
        ObjectNode transfer = JsonNodeFactory.instance.objectNode();
        List<String> notes = new ArrayList<>();
        Optional<StructuralDefect> defect = Optional.empty();
        for (FieldRule rule : rules) {
            FieldPath path = rule.path();
            try {
                rule.value(cells).ifPresent(value -> path.put(transfer, value));
            } catch (FieldRule.CellException e) {
                String found = path + " " + e.getMessage();
                switch (path.unreadable()) {
                    case REJECTS ->
                        defect = defect.or(
                                () -> Optional.of(new StructuralDefect(StructuralDefect.Reason.WRONG_FIELD, found)));
                    case KEPT_AS_WRITTEN -> {
                        path.put(transfer, TextNode.valueOf(e.written()));
                        notes.add(found + "; it is kept as written");
                    }
                    case BECOMES_UNKNOWN -> notes.add(found + "; it counts as unknown");
                }
            }
        }
        return new MappedFields(transfer, notes, defect);
    }
}
