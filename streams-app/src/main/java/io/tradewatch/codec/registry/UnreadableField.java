package io.tradewatch.codec.registry;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The effect of an unreadable value on its transfer. If the field identifies the transfer or decides which measures
 * apply, the transfer is rejected. If the rules parse the field themselves, its text is kept, so that they can report
 * it as unreadable. Any other field becomes unknown, and the transfer is screened.
 */
public enum UnreadableField {
    /** The transfer is rejected. */
    REJECTS,
    /** The rules get the text unchanged: a country, a place, a code. */
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
     * Returns the effect of a field.
     *
     * @param path the field's path in a transfer, such as {@code goodsItems[0].quantity}; for a field with nested
     *     fields, the strictest of their effects counts
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
