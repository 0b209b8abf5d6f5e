package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.UnreadableField;
import io.tradewatch.mapping.FieldPath;
import io.tradewatch.mapping.FieldRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Combines the rows of one declaration into one transfer with one item per row, in the order of the file. Any row may
 * contain fields of the whole transfer; they must not differ between rows.
 */
final class RowGroup {
    private static final String ITEMS = "goodsItems";
    private static final String ITEM_NUMBER = "itemNumber";
    private static final String CONTRACT_DATE = "contractDate";

    private final TableMapping mapping;
    private final List<MappedRows.Part> parts = new ArrayList<>();

    RowGroup(TableMapping mapping) {
        this.mapping = mapping;
    }

    void add(MappedRows.Part part) {
        parts.add(part);
    }

    /** Size of its rows in bytes. */
    long size() {
        return parts.stream().mapToLong(part -> part.source().raw().length).sum();
    }

    /** The transfer, and the error of each row that is not part of it. */
    List<TransferRow> complete() {
        Optional<MappedRows.Part> unusable =
                parts.stream().filter(part -> defect(part).isPresent()).findFirst();
        if (unusable.isEmpty()) {
            return merge();
        }
        // The whole declaration is rejected: an item could not be added later, as the same revision would conflict with
        // itself.
        String whole = "line " + unusable.get().source().line()
                + " belongs to the same transfer and cannot be read; a transfer is taken whole or not at all";
        return parts.stream()
                .<TransferRow>map(part -> bad(
                        part,
                        defect(part).orElseGet(() -> new StructuralDefect(StructuralDefect.Reason.WRONG_FIELD, whole))))
                .toList();
    }

    private Optional<StructuralDefect> defect(MappedRows.Part part) {
        boolean lacksNumber = parts.size() > 1
                && mapping.fields().rule(ITEMS + "[0]." + ITEM_NUMBER).isPresent()
                && !item(part).has(ITEM_NUMBER);
        return lacksNumber && part.fields().defect().isEmpty()
                ? Optional.of(new StructuralDefect(
                        StructuralDefect.Reason.MISSING_ITEM_NUMBER,
                        "the item has no number, and there are several rows of the transfer"))
                : part.fields().defect();
    }

    private List<TransferRow> merge() {
        List<TransferRow> rows = new ArrayList<>();
        ObjectNode transfer = parts.get(0).fields().transfer();
        List<TransferRow.Note> notes = new ArrayList<>();
        List<TransferRow.Source> sources = new ArrayList<>();
        Map<Integer, MappedRows.Part> byNumber = new HashMap<>();
        boolean isCounted = mapping.isGrouped()
                && mapping.fields().rule(ITEMS + "[0]." + ITEM_NUMBER).isEmpty();
        for (MappedRows.Part part : parts) {
            boolean isFirst = sources.isEmpty();
            ObjectNode item = item(part);
            if (isCounted) {
                item.put(ITEM_NUMBER, byNumber.size() + 1);
            }
            MappedRows.Part same = byNumber.putIfAbsent(item.path(ITEM_NUMBER).asInt(), part);
            Optional<String> contradiction = same != null && !item.equals(item(same))
                    ? Optional.of("item " + item.path(ITEM_NUMBER).asText() + " stands on line "
                            + same.source().line() + " with other content, which counts")
                    : isFirst ? Optional.<String>empty() : mergeHeader(transfer, part, notes);
            if (contradiction.isPresent()) {
                byNumber.remove(item.path(ITEM_NUMBER).asInt(), part);
                rows.add(bad(
                        part, new StructuralDefect(StructuralDefect.Reason.CONFLICTING_REVISION, contradiction.get())));
                continue;
            }
            if (same == null && !isFirst) {
                transfer.withArray(ITEMS).add(item);
            }
            notes.addAll(part.notes());
            sources.add(part.source());
        }
        dropEmpty(transfer, "itinerary", "");
        transfer.path(ITEMS).forEach(item -> dropEmpty(item, "identifiers", "value"));
        rows.addAll(TransferFile.transfer(transfer, notes, sources));
        return rows;
    }

    /** The row's goods item. Each grouped row has one, even an empty one. */
    private ObjectNode item(MappedRows.Part part) {
        if (part.fields().transfer().path(ITEMS).path(0) instanceof ObjectNode item) {
            return item;
        }
        return mapping.isGrouped()
                ? part.fields().transfer().withArray(ITEMS).addObject()
                : JsonNodeFactory.instance.objectNode();
    }

    /** Copies the row's fields of the whole transfer; returns the conflict with an earlier row. */
    private Optional<String> mergeHeader(ObjectNode transfer, MappedRows.Part part, List<TransferRow.Note> notes) {
        List<FieldRule> header = mapping.fields().rules().stream()
                .filter(rule -> rule.path().item() < 0 && !rule.isConstant())
                .toList();
        for (FieldRule rule : header) {
            JsonNode before = rule.path().get(transfer);
            JsonNode now = rule.path().get(part.fields().transfer());
            if (isOther(before, now) && rule.path().unreadable() != UnreadableField.BECOMES_UNKNOWN) {
                return Optional.of(rule.path() + " is " + now + ", and " + before + " on line "
                        + parts.get(0).source().line()
                        + ", which counts; rows that are transfers of their own need ids of their own, such as"
                        + " { columns: [number, item], join: '-' }");
            }
        }
        for (FieldRule rule : header) {
            FieldPath path = rule.path();
            JsonNode before = path.get(transfer);
            JsonNode now = path.get(part.fields().transfer());
            if (before.isMissingNode() && !now.isMissingNode()) {
                path.put(transfer, now);
            } else if (isOther(before, now)) {
                boolean isContractDate = path.toString().equals(CONTRACT_DATE);
                notes.add(new TransferRow.Note(
                        part.source().line(),
                        path + " is " + now + ", and " + before + " in an earlier row of the transfer; "
                                + (isContractDate ? "it counts as unknown" : "the earlier one is used")));
                if (isContractDate) {
                    path.put(transfer, JsonNodeFactory.instance.nullNode());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOther(JsonNode before, JsonNode now) {
        return !now.isMissingNode() && !before.isMissingNode() && !before.isNull() && !before.equals(now);
    }

    /** Removes stops without content, which only hold the position of later ones; likewise identifiers. */
    private static void dropEmpty(JsonNode holder, String list, String needed) {
        if (holder.path(list) instanceof ArrayNode elements) {
            for (int each = elements.size() - 1; each >= 0; each--) {
                JsonNode element = elements.get(each);
                if (needed.isEmpty() ? element.isEmpty() : !element.has(needed)) {
                    elements.remove(each);
                }
            }
        }
    }

    private static TransferRow.Bad bad(MappedRows.Part part, StructuralDefect defect) {
        return new TransferRow.Bad(part.source().line(), part.source().raw(), Optional.empty(), defect);
    }
}
