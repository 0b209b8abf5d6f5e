package io.tradewatch.records;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What becomes of a transfer one of whose fields holds a value that cannot be read. A field that decides which transfer
 * this is, or which law counts, rejects it; one that the rules read for themselves is kept as written, so that they can
 * say that they cannot read it; any other becomes unknown, and the transfer is screened.
 */
public enum UnreadableField {
    /** The transfer is rejected. */
    REJECTS,
    /** The text goes to the rules as it is: a country, a place, a code. */
    KEPT_AS_WRITTEN,
    /** The field becomes unknown. */
    BECOMES_UNKNOWN;

    private static final Set<String> REJECTING = Set.of(
            "transferId", "revision", "status", "occurredAt", "occurredOn", "goodsItems", "goodsItems.itemNumber");
    private static final Set<String> READ_BY_RULES = Set.of(
            "countryOfDispatch",
            "countryOfDestination",
            "consignor.country",
            "consignee.country",
            "endUser.country",
            "itinerary.country",
            "itinerary.location",
            "transport.flag",
            "goodsItems.commodityCode",
            "goodsItems.tariff",
            "goodsItems.hsEdition",
            "goodsItems.countryOfOrigin");
    private static final Pattern POSITION = Pattern.compile("\\[[0-9]+]");

    /**
     * What counts for a field.
     *
     * @param path the field's path in a transfer, such as {@code goodsItems[0].quantity}; of a field that has fields of its
     *     own, the strictest of theirs counts
     */
    public static UnreadableField of(String path) {
        String name = POSITION.matcher(path).replaceAll("");
        if (REJECTING.contains(name)) {
            return REJECTS;
        }
        if (READ_BY_RULES.contains(name)) {
            return KEPT_AS_WRITTEN;
        }
        return READ_BY_RULES.stream().anyMatch(field -> field.startsWith(name + ".")) ? REJECTS : BECOMES_UNKNOWN;
    }
}
