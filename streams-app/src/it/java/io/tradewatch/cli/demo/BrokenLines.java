package io.tradewatch.cli.demo;

import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ten ways in which a line of a file may fail to be a transfer. */
final class BrokenLines {
    private static final String ID = "\"transferId\": \"broken\"";
    private static final String DAY = "\"occurredAt\": \"2024-02-18T00:00:00Z\"";
    private static final String ITEM = "{\"itemNumber\": 1, \"commodityCode\": \"870340\"}";
    private static final String ITEMS = "\"goodsItems\": [" + ITEM + "]";

    private BrokenLines() {}

    /** Those that fit into a record, for the application to find. */
    static Map<Reason, String> carried() {
        Map<Reason, String> lines = new LinkedHashMap<>();
        lines.put(Reason.MISSING_TRANSFER_ID, object(DAY, ITEMS));
        lines.put(Reason.MISSING_OCCURRED_AT, object(ID, ITEMS));
        lines.put(Reason.NO_GOODS_ITEMS, object(ID, DAY));
        // The only item of a line may leave its number out.
        lines.put(
                Reason.MISSING_ITEM_NUMBER,
                object(ID, DAY, "\"goodsItems\": [" + ITEM + ", {\"commodityCode\": \"870340\"}]"));
        lines.put(Reason.DUPLICATE_ITEM_NUMBER, object(ID, DAY, "\"goodsItems\": [" + ITEM + ", " + ITEM + "]"));
        lines.put(Reason.NEGATIVE_REVISION, object(ID, DAY, ITEMS, "\"revision\": -1"));
        return lines;
    }

    /** Those that no record can carry. */
    static Map<Reason, String> notCarried() {
        Map<Reason, String> lines = new LinkedHashMap<>();
        lines.put(Reason.DATE_OUT_OF_RANGE, object(ID, "\"occurredAt\": \"+12024-02-18T00:00:00Z\"", ITEMS));
        lines.put(Reason.MALFORMED_JSON, object(ID, DAY, ITEMS) + "}");
        lines.put(Reason.WRONG_FIELD, object(ID, DAY, ITEMS, "\"destination\": \"KP\""));
        return lines;
    }

    private static String object(String... fields) {
        return "{" + String.join(", ", fields) + "}";
    }
}
