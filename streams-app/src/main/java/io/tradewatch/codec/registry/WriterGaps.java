package io.tradewatch.codec.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The differences between a writer's schema of transfers and the contract: missing fields that screening needs, and
 * fields that the contract does not have. A producer may legitimately omit a field that it has no data for. A producer
 * that renamed a field without an alias differs from it only by the unknown field.
 *
 * @param missing paths of fields that screening needs and the writer does not write; fields within a missing field are
 *     not listed
 * @param unknown paths of fields that the contract does not have
 */
public record WriterGaps(List<String> missing, List<String> unknown) {
    private static final Map<String, Set<String>> DECIDING = Map.of(
            "Transfer",
            Set.of(
                    "countryOfDispatch",
                    "countryOfDestination",
                    "consignor",
                    "consignee",
                    "endUser",
                    "itinerary",
                    "transport",
                    "goodsItems"),
            "Party",
            Set.of("country"),
            "Stop",
            Set.of("country", "location"),
            "Transport",
            Set.of("flag"),
            "GoodsItem",
            Set.of("commodityCode", "countryOfOrigin"));

    public WriterGaps {
        missing = List.copyOf(missing);
        unknown = List.copyOf(unknown);
    }

    /**
     * Compares a schema with the contract.
     *
     * @param writer the schema as {@link WriterAliases} returns it
     */
    public static WriterGaps of(Schema writer) {
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        compare(writer, Contracts.TRANSFER, "", missing, unknown);
        return new WriterGaps(missing, unknown);
    }

    private static void compare(
            Schema writer, Schema contract, String path, List<String> missing, List<String> unknown) {
        Schema written = record(writer);
        Schema ours = record(contract);
        if (written.getType() != Schema.Type.RECORD || ours.getType() != Schema.Type.RECORD) {
            return;
        }
        Set<String> deciding = DECIDING.getOrDefault(ours.getName(), Set.of());
        for (Schema.Field field : ours.getFields()) {
            Schema.Field own = written.getField(field.name());
            if (own != null) {
                compare(own.schema(), field.schema(), path + field.name() + ".", missing, unknown);
            } else if (deciding.contains(field.name())) {
                missing.add(path + field.name());
            }
        }
        for (Schema.Field field : written.getFields()) {
            if (ours.getField(field.name()) == null) {
                unknown.add(path + field.name());
            }
        }
    }

    /** Returns the element type of a list or an optional value; for other types, the type itself. */
    private static Schema record(Schema type) {
        return switch (type.getType()) {
            case ARRAY -> record(type.getElementType());
            case UNION ->
                type.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .map(WriterGaps::record)
                        .orElse(type);
            default -> type;
        };
    }
}
